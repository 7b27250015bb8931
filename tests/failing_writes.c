/* Lets the k-th call by which a process writes under a folder fail, in whatever library it is made: Python's, SQLite's, RocksDB's.
 *
 *     cc -shared -fPIC -o failing_writes.so failing_writes.c
 *     LD_PRELOAD=failing_writes.so python …
 *
 * kg_fail(k, how, folder) begins to count at 1. What becomes of the k-th call:
 *   'f'  it fails once (EIO);
 *   'd'  the disk is full from here on (ENOSPC): half of what it writes is still taken, and all after it fail but for those that
 *        only take away or give another name;
 *   'k'  the process is killed before it.
 * kg_count() tells how many there were. No call under the folder waits for the disk (fsync): what is lost with the power is not
 * what is tried here.
 */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static long count, fails_at;
static int how;
static char under[4096];

void kg_fail(long at, int what, const char *folder) {
    snprintf(under, sizeof under, "%s/", folder);
    how = what;
    fails_at = at;
    __atomic_store_n(&count, 0, __ATOMIC_SEQ_CST);
}

long kg_count(void) { return __atomic_load_n(&count, __ATOMIC_SEQ_CST); }

/* The error of this call, or 0; a full disk still takes half of a call that has a size. */
static int failure(int takes, size_t *size) {
    long number = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
    if (!fails_at || number < fails_at) return 0;
    if (how == 'd') {
        if (!takes) return 0;
        if (number == fails_at && size && *size > 1) {
            *size /= 2;
            return 0;
        }
        return ENOSPC;
    }
    if (number > fails_at) return 0;
    if (how == 'k') {
        kill(getpid(), SIGKILL);
        for (;;) pause(); /* other threads go no further, either */
    }
    return EIO;
}

static int fails(int takes, size_t *size) {
    int error = failure(takes, size);
    if (error) errno = error;
    return error;
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

#define WRAP_SIZED(type, name, inside, takes, size, bad, call, parameters) \
    type name parameters { \
        static type(*real) parameters; \
        if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name); \
        int ours = inside; \
        if (ours && fails(takes, size)) return bad; \
        return call; \
    }
#define WRAP(type, name, inside, takes, parameters, given) \
    WRAP_SIZED(type, name, inside, takes, NULL, -1, real given, parameters)
#define WRITES(name, parameters, given) WRAP_SIZED(ssize_t, name, held(fd), 1, &size, -1, real given, parameters)
#define SYNCS(name) WRAP_SIZED(int, name, held(fd), 1, NULL, -1, ours ? 0 : real(fd), (int fd))
#define OPENS(name) \
    WRAP_SIZED(FILE *, name, named(path) && strpbrk(mode, "wa"), 1, NULL, NULL, real(path, mode), \
               (const char *path, const char *mode))

WRITES(write, (int fd, const void *data, size_t size), (fd, data, size))
WRITES(pwrite, (int fd, const void *data, size_t size, off_t where), (fd, data, size, where))
WRITES(pwrite64, (int fd, const void *data, size_t size, off64_t where), (fd, data, size, where))
WRAP(ssize_t, writev, held(fd), 1, (int fd, const struct iovec *parts, int number), (fd, parts, number))
SYNCS(fsync)
SYNCS(fdatasync)
WRAP(int, ftruncate, held(fd), 1, (int fd, off_t size), (fd, size))
WRAP(int, ftruncate64, held(fd), 1, (int fd, off64_t size), (fd, size))
WRAP(int, fallocate, held(fd), 1, (int fd, int mode, off_t where, off_t size), (fd, mode, where, size))
WRAP_SIZED(int, posix_fallocate, held(fd), 1, NULL, errno, real(fd, where, size), (int fd, off_t where, off_t size))
WRAP(int, mkdir, named(path), 1, (const char *path, mode_t mode), (path, mode))
WRAP(int, mkdirat, at(fd, path), 1, (int fd, const char *path, mode_t mode), (fd, path, mode))
WRAP(int, link, named(to), 1, (const char *from, const char *to), (from, to))
WRAP(int, linkat, at(there, to), 1, (int fd, const char *from, int there, const char *to, int flags), (fd, from, there, to, flags))
WRAP(int, rename, named(to), 0, (const char *from, const char *to), (from, to))
WRAP(int, renameat, at(there, to), 0, (int fd, const char *from, int there, const char *to), (fd, from, there, to))
WRAP(int, unlink, named(path), 0, (const char *path), (path))
WRAP(int, unlinkat, at(fd, path), 0, (int fd, const char *path, int flags), (fd, path, flags))
WRAP(int, rmdir, named(path), 0, (const char *path), (path))
OPENS(fopen)
OPENS(fopen64)

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
    return flags & O_CREAT && named(path) && fails(1, NULL) ? -1 : real(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    REAL(int, open64, const char *, int, ...);
    MODE(flags)
    return flags & O_CREAT && named(path) && fails(1, NULL) ? -1 : real(path, flags, mode);
}

int openat(int fd, const char *path, int flags, ...) {
    REAL(int, openat, int, const char *, int, ...);
    MODE(flags)
    return flags & O_CREAT && at(fd, path) && fails(1, NULL) ? -1 : real(fd, path, flags, mode);
}

int openat64(int fd, const char *path, int flags, ...) {
    REAL(int, openat64, int, const char *, int, ...);
    MODE(flags)
    return flags & O_CREAT && at(fd, path) && fails(1, NULL) ? -1 : real(fd, path, flags, mode);
}
