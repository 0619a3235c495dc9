"""A TCP proxy that can refuse, hang, be slow, cut, or answer in HTTP in the other's name."""

import select
import socket
import threading
import time


class Proxy:
    """Passes everything on, until told otherwise. What changes takes hold of open connections, too."""

    def __init__(self, port, target):
        self.port, self.target = port, target
        self.mode, self.delay, self.answer = "pass", 0.0, b""
        self.open = set()
        self.lock = threading.Lock()
        self.listener = None
        self._listen()

    def _listen(self):
        self.listener = socket.create_server(("127.0.0.1", self.port), backlog=256)
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()

    def healthy(self):
        self.mode = "pass"
        if self.listener is None:
            self._listen()

    def refuse(self):
        """The port is closed, and open connections are cut."""
        self.mode = "refuse"
        if self.listener is not None:
            listener, self.listener = self.listener, None
            # Closing alone would not wake the thread that waits in accept, which keeps the port.
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        self.cut()

    def hang(self):
        """Connections are accepted and nothing comes through, neither way."""
        self.mode = "hang"

    def slow(self, seconds):
        """Every chunk that comes back does so late."""
        self.delay, self.mode = seconds, "slow"

    def answering(self, status, headers=(), body=b"{}"):
        """Every request is answered with this; open connections are cut first."""
        lines = [f"HTTP/1.1 {status}", "Content-Type: application/json", "Via: 1.1 google", f"Content-Length: {len(body)}",
                 "Connection: close", *headers, "", ""]
        self.answer, self.mode = "\r\n".join(lines).encode() + body, "answer"
        self.cut()

    def cut(self):
        with self.lock:
            for connection in list(self.open):
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def close(self):
        self.refuse()

    def _accept(self, listener):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        with self.lock:
            self.open.add(client)
        target = None
        try:
            if self.mode == "answer":
                self._answer(client)
                return
            while self.mode == "hang":
                time.sleep(0.05)
            target = socket.create_connection(("127.0.0.1", self.target), timeout=10)
            target.settimeout(None)
            with self.lock:
                self.open.add(target)
            self._pass(client, target)
        except OSError:
            pass
        finally:
            with self.lock:
                self.open.discard(client)
                self.open.discard(target)
            for end in (client, target):
                if end is not None:
                    end.close()

    def _pass(self, client, target):
        while True:
            ready, _, _ = select.select([client, target], [], [], 1)
            while self.mode == "hang":
                time.sleep(0.05)
            for source in ready:
                data = source.recv(65536)
                if not data:
                    return
                if self.mode == "slow" and source is target:
                    time.sleep(self.delay)
                (target if source is client else client).sendall(data)

    def _answer(self, client):
        client.settimeout(10)
        head = b""
        while b"\r\n\r\n" not in head:
            data = client.recv(65536)
            if not data:
                return
            head += data
        client.sendall(self.answer)
        # Closed at once, what the client still sends would reset the connection before it has read the answer.
        client.shutdown(socket.SHUT_WR)
        while client.recv(65536):
            pass
