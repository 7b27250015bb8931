/* Lets the k-th call by which a process writes under a folder fail, in whatever library it is made: Python's, SQLite's, RocksDB's.
 *
 *     cc -shared -fPIC -o failing_writes.so failing_writes.c
 *     LD_PRELOAD=failing_writes.so python …
 *
 * kg_fail(k, error, lasting, folder) begins to count at 1. The k-th call fails with the error; where it is lasting, all after it do,
 * as on a full disk, but for those that only take away or give another name. kg_count() tells how many there were.
 */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static long count, fails_at;
static int failure, lasting;
static char under[4096];

void kg_fail(long at, int error, int last, const char *folder) {
    snprintf(under, sizeof under, "%s/", folder);
    failure = error;
    lasting = last;
    fails_at = at;
    __atomic_store_n(&count, 0, __ATOMIC_SEQ_CST);
}

long kg_count(void) { return __atomic_load_n(&count, __ATOMIC_SEQ_CST); }

static int fails(int takes) {
    long number = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
    if (!fails_at || number < fails_at || (number > fails_at && !(lasting && takes))) return 0;
    if (lasting && !takes) return 0;
    errno = failure;
    return 1;
}

static int named(const char *path) { return *under && path && !strncmp(path, under, strlen(under)); }

static int held(int fd) {
    char link[64], path[4096];
    if (!*under || fd < 0) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    int saved = errno;
    ssize_t length = readlink(link, path, sizeof path - 2);
    errno = saved;
    if (length < 0) return 0;
    path[length] = '/'; /* the folder itself counts, too */
    path[length + 1] = 0;
    return named(path);
}

static int at(int fd, const char *path) { return path && *path == '/' ? named(path) : held(fd); }

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name)

#define WRAP(type, name, inside, takes, bad, parameters, given) \
    type name parameters { \
        static type(*real) parameters; \
        if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name); \
        if ((inside) && fails(takes)) return bad; \
        return real given; \
    }

WRAP(ssize_t, write, held(fd), 1, -1, (int fd, const void *data, size_t size), (fd, data, size))
WRAP(ssize_t, writev, held(fd), 1, -1, (int fd, const struct iovec *parts, int number), (fd, parts, number))
WRAP(ssize_t, pwrite, held(fd), 1, -1, (int fd, const void *data, size_t size, off_t where), (fd, data, size, where))
WRAP(ssize_t, pwrite64, held(fd), 1, -1, (int fd, const void *data, size_t size, off64_t where), (fd, data, size, where))
WRAP(int, fsync, held(fd), 1, -1, (int fd), (fd))
WRAP(int, fdatasync, held(fd), 1, -1, (int fd), (fd))
WRAP(int, ftruncate, held(fd), 1, -1, (int fd, off_t size), (fd, size))
WRAP(int, ftruncate64, held(fd), 1, -1, (int fd, off64_t size), (fd, size))
WRAP(int, fallocate, held(fd), 1, -1, (int fd, int mode, off_t where, off_t size), (fd, mode, where, size))
WRAP(int, posix_fallocate, held(fd), 1, failure, (int fd, off_t where, off_t size), (fd, where, size))
WRAP(int, mkdir, named(path), 1, -1, (const char *path, mode_t mode), (path, mode))
WRAP(int, mkdirat, at(fd, path), 1, -1, (int fd, const char *path, mode_t mode), (fd, path, mode))
WRAP(int, link, named(to), 1, -1, (const char *from, const char *to), (from, to))
WRAP(int, linkat, at(there, to), 1, -1, (int fd, const char *from, int there, const char *to, int flags), (fd, from, there, to, flags))
WRAP(int, rename, named(to), 0, -1, (const char *from, const char *to), (from, to))
WRAP(int, renameat, at(there, to), 0, -1, (int fd, const char *from, int there, const char *to), (fd, from, there, to))
WRAP(int, unlink, named(path), 0, -1, (const char *path), (path))
WRAP(int, unlinkat, at(fd, path), 0, -1, (int fd, const char *path, int flags), (fd, path, flags))
WRAP(int, rmdir, named(path), 0, -1, (const char *path), (path))
WRAP(FILE *, fopen, named(path) && strpbrk(mode, "wa"), 1, NULL, (const char *path, const char *mode), (path, mode))
WRAP(FILE *, fopen64, named(path) && strpbrk(mode, "wa"), 1, NULL, (const char *path, const char *mode), (path, mode))

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | __O_TMPFILE)) { \
        va_list more; \
        va_start(more, flags); \
        mode = va_arg(more, mode_t); \
        va_end(more); \
    }

int open(const char *path, int flags, ...) {
    REAL(int, open, const char *, int, ...);
    MODE(flags)
    return flags & O_CREAT && named(path) && fails(1) ? -1 : real(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    REAL(int, open64, const char *, int, ...);
    MODE(flags)
    return flags & O_CREAT && named(path) && fails(1) ? -1 : real(path, flags, mode);
}

int openat(int fd, const char *path, int flags, ...) {
    REAL(int, openat, int, const char *, int, ...);
    MODE(flags)
    return flags & O_CREAT && at(fd, path) && fails(1) ? -1 : real(fd, path, flags, mode);
}

int openat64(int fd, const char *path, int flags, ...) {
    REAL(int, openat64, int, const char *, int, ...);
    MODE(flags)
    return flags & O_CREAT && at(fd, path) && fails(1) ? -1 : real(fd, path, flags, mode);
}
