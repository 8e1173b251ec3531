"""A real web server on this machine, with pages that a test lays down."""

import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class WebServer:
    """`replies` answer by path; `asked` are the paths that were asked for, with the host named."""

    port: int
    replies: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def lay(
        self, path: str, body: bytes | str, *, content_type: str = "text/html", **headers: str
    ) -> str:
        """Serve a body at a path; its URL."""
        data = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": content_type, "Content-Length": str(len(data))}
        named |= {name.replace("_", "-"): value for name, value in headers.items()}
        self.replies[path] = lambda handler: send(handler, 200, named, data)
        return self.address + path

    def redirect(self, path: str, target: str, *, status: int = 302) -> str:
        """Redirect a path; its URL."""
        self.replies[path] = lambda handler: send(
            handler, status, {"Location": target, "Content-Length": "0"}, b""
        )
        return self.address + path


def send(
    handler: BaseHTTPRequestHandler, status: int, headers: dict[str, str], data: bytes
) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        if value:
            handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(data)


@contextmanager
def serving(*, tls: ssl.SSLContext | None = None) -> Iterator[WebServer]:
    """A server on a free port of the loopback interface, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append((self.headers.get("Host", ""), self.path))
            reply = served.replies.get(self.path)
            if reply:
                reply(self)
            else:
                send(self, 404, {"Content-Length": "0"}, b"")

        def log_message(self, *_: Any) -> None:
            """Nothing to stderr."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: Any) -> None:
            """A client that hangs up early is what some tests are about."""

    with Server(("127.0.0.1", 0), Handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        served = WebServer(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()
