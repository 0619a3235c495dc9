"""`./gateway start` as a process of its own, and what can be asked of it."""

import http.client
import itertools
import json
import os
import pathlib
import resource
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

# GATEWAY_HOME proves another checkout than the one that these scripts stand in.
HOME = pathlib.Path(os.environ.get("GATEWAY_HOME", pathlib.Path(__file__).resolve().parents[3]))
SECRET = "a-secret-for-proofs-only"
TOKEN = "a-token-for-proofs-only-0123456789"
ASK = urllib.request.build_opener(urllib.request.ProxyHandler({}))


_next_port = itertools.cycle(range(20000 + os.getpid() % 9000, 32000))


def free_ports(count):
    """Ports that nobody listens on and that were not given out before, below those that the kernel gives to clients."""
    numbers = []
    while len(numbers) < count:
        port = next(_next_port)
        with socket.socket() as found:
            try:
                found.bind(("127.0.0.1", port))
                numbers.append(port)
            except OSError:
                pass
    return numbers


def ask(url, token=None, body=None, timeout=10, method=None):
    """The status and the parsed answer; 0 where none came."""
    request = urllib.request.Request(url, data=None if body is None else json.dumps(body).encode(), method=method)
    if token:
        request.add_header("Authorization", "Bearer " + token)
    if body is not None:
        request.add_header("Content-Type", "application/json")
    try:
        with ASK.open(request, timeout=timeout) as answer:
            return answer.status, parsed(answer.read())
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, parsed(refused.read())
    except (OSError, http.client.HTTPException):
        return 0, {}


def parsed(text):
    try:
        return json.loads(text)
    except ValueError:
        return {}


def java():
    """The JDK that `./gateway` finds, or the newest there is."""
    remembered = HOME / "cli/target/.java"
    if remembered.exists():
        return pathlib.Path(remembered.read_text().strip())
    found = [pathlib.Path(os.environ["JAVA_HOME"]) / "bin/java"] if "JAVA_HOME" in os.environ else []
    for release in sorted(pathlib.Path("/usr/lib/jvm").glob("*/release")):
        version = [line for line in release.read_text().splitlines() if line.startswith("JAVA_VERSION=")]
        if version and int(version[0].split('"')[1].split(".")[0]) >= 21:
            found.append(release.parent / "bin/java")
    if not found:
        raise SystemExit("No JDK of version 21 or later was found; set JAVA_HOME")
    return found[-1]


def class_path():
    if not (HOME / "standalone/target/standalone.jar").exists():
        raise SystemExit(f"{HOME} is not built: run ./gateway start there once")
    return f"{HOME}/standalone/target/standalone.jar:{HOME}/standalone/target/lib/*"


class Gateway:
    """
    `data` is where all of its state is; `work` has its log and temporary files. Every start has the same ports and secrets.
    """

    def __init__(self, work, settings=None, data=None, heap=None, descriptors=None, wrapper=()):
        self.work = pathlib.Path(work)
        self.data = pathlib.Path(data) if data else self.work / "data"
        self.temporary = self.work / "tmp"
        self.temporary.mkdir(parents=True, exist_ok=True)
        self.log = self.work / "gateway.log"
        self.descriptors = descriptors
        self.wrapper = list(wrapper)
        self.process = None
        self.starts = 0
        names = ["WEBHOOK_PORT", "CONSOLE_PORT", "INGEST_METRICS_PORT", "WORKER_METRICS_PORT", "PUBLISHER_METRICS_PORT",
                 "CONSOLE_METRICS_PORT"]
        ports = dict(zip(names, free_ports(len(names))))
        self.port, self.console_port, self.metrics_port = (
            ports["WEBHOOK_PORT"], ports["CONSOLE_PORT"], ports["INGEST_METRICS_PORT"])
        self.worker_metrics_port = ports["WORKER_METRICS_PORT"]
        self.environment = {name: os.environ[name] for name in ("PATH", "HOME", "JAVA_HOME", "LANG", "DEBUG") if name in os.environ}
        self.environment |= {name: str(port) for name, port in ports.items()}
        self.environment |= {
            "GATEWAY_DATA_DIR": str(self.data),
            "BACKUP_DIR": str(self.work / "backups"),
            "HISTORY_ARCHIVE_DIR": str(self.work / "archive"),
            "WEBHOOK_SECRET": SECRET,
            "OPS_TOKEN": TOKEN,
            "INGEST_RATE_LIMIT": "off",
            # All that Java and its libraries leave in the folder for temporary files can then be counted.
            "JAVA_TOOL_OPTIONS": f"-Djava.io.tmpdir={self.temporary}",
        } | (settings or {})
        if heap:
            self.environment["GATEWAY_MAX_HEAP"] = heap

    def launch(self):
        """Without waiting for anything."""
        self.starts += 1
        with open(self.log, "a") as log:
            self.process = subprocess.Popen(
                [*self.wrapper, str(HOME / "gateway"), "start"], cwd=self.work, env=self.environment, stdout=log, stderr=log,
                preexec_fn=self._limits, start_new_session=True)
        return self

    def _limits(self):
        if self.descriptors:
            resource.setrlimit(resource.RLIMIT_NOFILE, (self.descriptors, self.descriptors))

    def start(self, timeout=300):
        self.launch()
        self.await_up(timeout)
        return self

    def await_up(self, timeout=300):
        end = time.monotonic() + timeout
        while self.health()[0] != 200:
            if not self.alive():
                raise AssertionError(f"The gateway ended with {self.process.returncode}:\n{self.last_lines()}")
            if time.monotonic() > end:
                raise AssertionError(f"The gateway was not up after {timeout} s:\n{self.last_lines()}")
            time.sleep(0.2)

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def kill(self):
        """As a power cut of the process: its own children stay, as they would."""
        if self.alive():
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self, timeout=180):
        if self.alive():
            self.process.terminate()
            try:
                self.process.wait(timeout)
            except subprocess.TimeoutExpired:
                self.kill()

    def pause(self):
        os.kill(self.process.pid, signal.SIGSTOP)

    def resume(self):
        os.kill(self.process.pid, signal.SIGCONT)

    def last_lines(self, count=15):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])

    def health(self, timeout=5):
        return ask(f"http://127.0.0.1:{self.port}/health", timeout=timeout)

    def api(self, path, body=None, method=None, timeout=30):
        return ask(f"http://127.0.0.1:{self.console_port}/api/v1{path}", TOKEN, body, timeout, method)

    def command(self, *arguments, timeout=600):
        """`./gateway …` against this one."""
        environment = {name: self.environment[name] for name in ("PATH", "HOME", "JAVA_HOME") if name in self.environment}
        environment |= {"GATEWAY_URL": f"http://127.0.0.1:{self.console_port}", "OPS_TOKEN": TOKEN}
        return subprocess.Popen([str(HOME / "gateway"), *arguments], cwd=self.work, env=environment,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def requested(self, path, body=None, timeout=600):
        """Asks for something that a service then does, and waits for its answer."""
        status, answer = self.api(path, {} if body is None else body)
        assert status == 202, (path, status, answer)
        return self.finished(answer["request"], timeout)

    def finished(self, request, timeout=600):
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            status, found = self.api("/requests/" + request)
            if status == 200 and (found.get("answer") or {}).get("outcome"):
                return found["answer"]
            time.sleep(0.25)
        raise AssertionError(f"The request {request} did not end within {timeout} s")

    def metrics(self, port=None):
        """Sums over labels, by name."""
        try:
            with ASK.open(f"http://127.0.0.1:{port or self.metrics_port}/metrics", timeout=10) as answer:
                text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            return {}
        sums = {}
        for line in text.splitlines():
            if line and not line.startswith("#"):
                name, _, value = line.rpartition(" ")
                name = name.split("{")[0]
                sums[name] = sums.get(name, 0) + float(value)
        return sums

    def spooled(self):
        return self.metrics().get("gateway_ingest_spool_events")

    def export(self):
        """Every update of the history, newest first."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.console_port}/api/v1/updates/export?format=ndjson")
        request.add_header("Authorization", "Bearer " + TOKEN)
        with ASK.open(request, timeout=600) as lines:
            for line in lines:
                update = json.loads(line)
                if "id" not in update:
                    raise AssertionError(f"The export broke off: {line[:300]}")
                yield update

    def unwell(self):
        """Why it is not whole, or nothing. Whole: it says that all is well, nothing waits in a spool, every update is synced."""
        status, health = self.health()
        if status != 200 or health.get("status") != "healthy" or health.get("problems"):
            return f"health {status} {health.get('status')} {json.dumps(health.get('problems') or health)}"[:300]
        if (health.get("spool") or {}).get("events"):
            return f"{health['spool']['events']} events in the spool"
        status, state = self.api("/status")
        if status != 200 or state.get("state") != "ok":
            return f"status {status} {state.get('state')}: {[need.get('what', need) for need in state.get('needs', [])]}"[:300]
        status, pending = self.api("/updates?count=1&status=pending")
        if status != 200 or pending["updates"]:
            return f"an update is not synced yet: {str(pending)[:120]}"
        status, failed = self.api("/updates?count=1&status=failed")
        if status != 200 or failed["updates"]:
            return f"an update has failed: {str(failed)[:120]}"
        return None

    def jcmd(self, *arguments):
        return subprocess.run([str(java().resolve().parent / "jcmd"), str(self.process.pid), *arguments],
                              capture_output=True, text=True, timeout=120).stdout

    def resident(self):
        """MiB."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS"):
                return int(line.split()[1]) // 1024
        return 0

    def open_files(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def threads(self):
        return len(os.listdir(f"/proc/{self.process.pid}/task"))

    def left_behind(self):
        """Temporary files, but for those of the run that goes on."""
        own = self.data / "tmp" / str(self.process.pid) if self.alive() else None
        folders = [self.temporary, *((self.data / "tmp").iterdir() if (self.data / "tmp").exists() else [])]
        return sum(1 for folder in folders if folder != own for path in folder.rglob("*") if path.is_file())

    def redis_process(self):
        """Of the embedded Redis."""
        return int((self.data / "redis/redis.pid").read_text())

    def close(self):
        self.stop()
        self.kill()
        try:
            pid = self.redis_process()
            if "redis" in pathlib.Path(f"/proc/{pid}/comm").read_text():
                os.kill(pid, signal.SIGKILL)
        except (OSError, ValueError):
            pass
