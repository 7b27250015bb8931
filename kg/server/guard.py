"""Who may ask: a server on this machine is reached by every web page that a browser on it shows, if nobody looks.

- The Host header must name this machine: a name of somebody else's that leads here (DNS rebinding) is refused.
- A browser says whence a request comes (Origin, Sec-Fetch-Site): pages of other sites may lead a reader here by a link, and
  no more, unless their origin was allowed.
- Every answer says what a browser may do with it.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from werkzeug.wrappers import Request, Response

from kg.errors import Code, KgError

POLICY = (
    "default-src 'none'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "script-src {script}; style-src {style}"
)
"""What a page of ours may load: nothing but its own style and its own script."""

_HOST = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([\w.-]+))(?::\d{0,5})?")


@dataclass(frozen=True, slots=True)
class Guard:
    """Decides who may ask.

    Attributes:
        hosts: names of this machine, beside ``localhost`` and addresses in numbers.
        origins: sites whose pages may read answers ("https://notebook.example"), or "*" for all.
    """

    hosts: Collection[str] = ()
    origins: Collection[str] = ()

    def check(self, request: Request) -> None:
        """See that a request comes from here.

        Raises:
            KgError: KG105.
        """
        name = host_name(request.headers.get("Host", ""))
        if not self.knows(name):
            remedy = "use http://localhost, or allow the name with --allow-host"
            raise KgError(
                Code.FOREIGN_REQUEST, whence=f"A browser that calls this machine {name[:80]!r}", remedy=remedy
            )
        origin = request.headers.get("Origin")
        if origin and origin != "null" and (self.allowed(origin) or self._own(origin, request)):
            return
        site = request.headers.get("Sec-Fetch-Site", "none")
        # to follow a link from another site is what a reader does; it can read nothing back
        visit = (
            request.method in ("GET", "HEAD")
            and request.headers.get("Sec-Fetch-Mode") == "navigate"
            and request.headers.get("Sec-Fetch-Dest", "document") == "document"  # no frame, whose page no reader sees
        )
        if origin or (site not in ("none", "same-origin") and not visit):
            remedy = "allow its site with --allow-origin"
            raise KgError(Code.FOREIGN_REQUEST, whence=f"A page of {(origin or 'another site')[:80]!r}", remedy=remedy)

    def knows(self, name: str) -> bool:
        """Whether a host name is one of this machine. An address in numbers cannot be made to lead elsewhere."""
        if name == "localhost" or name.endswith(".localhost") or name in self.hosts:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def allowed(self, origin: str) -> bool:
        """Whether pages of a site may read answers."""
        return "*" in self.origins or origin in self.origins

    @staticmethod
    def _own(origin: str, request: Request) -> bool:
        return urlsplit(origin).netloc.lower() == request.headers.get("Host", "").lower()

    def mark(self, request: Request, response: Response) -> None:
        """Tell a browser what it may do with an answer."""
        headers = response.headers
        headers["X-Content-Type-Options"] = "nosniff"
        headers["X-Frame-Options"] = "DENY"
        headers["Referrer-Policy"] = "no-referrer"
        headers["Cache-Control"] = "no-cache"  # the next generation may be there
        headers.add("Vary", "Accept, Origin")
        headers.setdefault("Content-Security-Policy", POLICY.format(script="'none'", style="'none'"))
        origin = request.headers.get("Origin")
        if origin and self.allowed(origin):
            headers["Access-Control-Allow-Origin"] = origin
            headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        else:
            headers["Cross-Origin-Resource-Policy"] = "same-origin"

    def preflight(self, request: Request) -> Response:
        """The answer to OPTIONS."""
        response = Response(status=204)
        response.headers["Allow"] = "GET, HEAD, POST, OPTIONS"
        if self.allowed(request.headers.get("Origin", "")):
            response.headers["Access-Control-Allow-Methods"] = "GET, HEAD, POST"
            response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
            response.headers["Access-Control-Max-Age"] = "600"
        return response


def host_name(host: str) -> str:
    """The name in a Host header, without its port and the brackets of IPv6; "" of what is no such header."""
    found = _HOST.fullmatch(host)
    return "" if found is None else (found[1] or found[2]).rstrip(".").lower()
