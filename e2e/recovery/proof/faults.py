"""Faults of what the embedded standalone talks to: each begins when it is entered and ends when it is left."""

import contextlib
import os
import pathlib
import signal
import socket
import sqlite3


@contextlib.contextmanager
def mode(proxy, change, *arguments, **named):
    """A proxy is told to refuse, hang, be slow or answer otherwise."""
    getattr(proxy, change)(*arguments, **named)
    try:
        yield
    finally:
        proxy.healthy()


@contextlib.contextmanager
def stopped(pid):
    """The process gets no time, and its connections stay open."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        try:
            os.kill(pid, signal.SIGCONT)
        except ProcessLookupError:
            pass


@contextlib.contextmanager
def killed(pid):
    os.kill(pid, signal.SIGKILL)
    yield


@contextlib.contextmanager
def locked(gateway):
    """Another process holds the database's only right to write."""
    database = sqlite3.connect(gateway.data / "gateway.db", timeout=30, isolation_level=None)
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        database.execute("ROLLBACK")
        database.close()


@contextlib.contextmanager
def idle_connections(port, count):
    """Half a request each, and nothing more."""
    held = []
    try:
        for _ in range(count):
            with contextlib.suppress(OSError):
                connection = socket.create_connection(("127.0.0.1", port), timeout=2)
                held.append(connection)
                connection.sendall(b"POST /webhook/updates HTTP/1.1\r\nHost: x\r\n")
        yield
    finally:
        for connection in held:
            connection.close()


def redis(port, password, *commands):
    """One answer a command, as Redis sends it."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        lines = connection.makefile("rb")
        answers = []
        for command in ([("AUTH", password)] if password else []) + [command.split() for command in commands]:
            connection.sendall(b"*%d\r\n" % len(command) + b"".join(
                b"$%d\r\n%s\r\n" % (len(part.encode()), part.encode()) for part in command))
            answers.append(lines.readline().decode().strip())
        return answers[-len(commands):]


def embedded_redis(gateway, *commands):
    settings = dict(line.split(None, 1) for line in pathlib.Path(gateway.data / "redis/redis.conf").read_text().splitlines())
    return redis(int(settings["port"]), settings["requirepass"], *commands)


@contextlib.contextmanager
def wiped(gateway):
    embedded_redis(gateway, "FLUSHALL")
    yield
