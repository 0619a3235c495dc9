"""RabbitMQ, Redis and PostgreSQL from Debian's packages, on ports of their own, each behind a proxy."""

import glob
import os
import pathlib
import shutil
import signal
import subprocess
import time

from . import faults
from .gateway import free_ports
from .proxy import Proxy


class RealServices:
    def __init__(self, work):
        self.work = pathlib.Path(work)
        self.work.chmod(0o755)
        self.amqp, self.distribution, self.redis_port, self.sql = free_ports(4)
        proxied = free_ports(3)
        self.broker_proxy, self.redis_proxy, self.database_proxy = (
            Proxy(port, target) for port, target in zip(proxied, (self.amqp, self.redis_port, self.sql)))
        self.binaries = pathlib.Path(sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1])
        self.processes = {}
        for name in ("rabbit", "redis", "postgres"):
            (self.work / name).mkdir()
        shutil.chown(self.work / "postgres", "postgres", "postgres")
        self.as_postgres(self.binaries / "initdb", "-D", self.work / "postgres/data", "-A", "trust", "-U", "gateway")
        for name in ("broker", "redis", "database"):
            self.start(name)
        self.await_ready()
        self.as_postgres(self.binaries / "createdb", "-h", "127.0.0.1", "-p", self.sql, "-U", "gateway", "gateway")

    def as_postgres(self, *command):
        subprocess.run(["runuser", "-u", "postgres", "--", *map(str, command)], check=True, stdout=subprocess.DEVNULL, cwd="/")

    def settings(self):
        return {
            "RABBITMQ_URL": f"amqp://guest:guest@broker.test:{self.broker_proxy.port}",
            # Its client asks a name server by itself, past the file of names that Java is given here.
            "REDIS_URL": f"redis://127.0.0.1:{self.redis_proxy.port}",
            "DATABASE_URL": f"postgres://gateway@database.test:{self.database_proxy.port}/gateway",
        }

    def start(self, name):
        command, environment = {
            "broker": (["rabbitmq-server"], {
                "HOME": str(self.work / "rabbit"),
                "RABBITMQ_NODENAME": f"proof-{self.amqp}@localhost",
                "RABBITMQ_NODE_PORT": str(self.amqp),
                "RABBITMQ_DIST_PORT": str(self.distribution),
                "RABBITMQ_MNESIA_BASE": str(self.work / "rabbit"),
                "RABBITMQ_LOG_BASE": str(self.work / "rabbit"),
                "RABBITMQ_PID_FILE": str(self.work / "rabbit/pid"),
                "RABBITMQ_CONFIG_FILE": str(self.work / "rabbit/none"),
                "RABBITMQ_ENABLED_PLUGINS_FILE": self.plugins(),
            }),
            "redis": (["redis-server", "--port", str(self.redis_port), "--bind", "127.0.0.1", "--dir", str(self.work / "redis"),
                       "--save", "", "--dbfilename", "dump.rdb"], {}),
            "database": (["runuser", "-u", "postgres", "--", str(self.binaries / "postgres"), "-D", str(self.work / "postgres/data"),
                          "-p", str(self.sql), "-c", "listen_addresses=127.0.0.1", "-k", "/tmp"], {}),
        }[name]
        if name == "broker":
            # The script in sbin changes to the user rabbitmq, and drops what is set here.
            command = [next(path for path in ("/usr/lib/rabbitmq/bin/rabbitmq-server", "/usr/sbin/rabbitmq-server") if os.path.exists(path))]
        log = open(self.work / f"{name}.log", "a")
        self.processes[name] = subprocess.Popen(
            command, env=os.environ | environment, stdout=log, stderr=log, cwd=self.work, start_new_session=True)

    def plugins(self):
        file = self.work / "rabbit/plugins"
        file.write_text("[].")
        return str(file)

    def await_ready(self):
        for port, greeting in ((self.amqp, b"AMQP\0\0\x09\x01"), (self.redis_port, b"PING\r\n"), (self.sql, b"")):
            end = time.monotonic() + 180
            while not answers(port, greeting):
                if time.monotonic() > end:
                    raise AssertionError(f"Nothing answers on port {port}; see {self.work}")
                time.sleep(0.3)
        time.sleep(2)

    def pids(self, name):
        """The processes that do the work, not what started them."""
        group = self.processes[name].pid
        found = []
        for folder in glob.glob("/proc/[0-9]*"):
            try:
                fields = pathlib.Path(folder, "stat").read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            if int(fields[3]) == group:
                found.append(int(folder.rsplit("/", 1)[1]))
        return found

    def signal(self, name, number):
        for pid in self.pids(name):
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass

    def kill(self, name):
        self.signal(name, signal.SIGKILL)
        self.processes[name].wait()
        (self.work / "postgres/data/postmaster.pid").unlink(missing_ok=True) if name == "database" else None

    def redis(self, *commands):
        return faults.redis(self.redis_port, None, *commands)

    def close(self):
        for name in self.processes:
            self.kill(name)


def answers(port, greeting):
    import socket
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
            if not greeting:
                return True
            connection.sendall(greeting)
            return bool(connection.recv(8))
    except OSError:
        return False
