"""The project's Discord simulator as a process that outlives the gateway, behind a proxy that can make it ill."""

import collections
import json
import re
import subprocess
import time

from .gateway import ask, class_path, free_ports, java
from .proxy import Proxy

BOT = "MTE5MTE2ODkxNjk4NDY4Mzk2OQ.trial.of-the-simulator-and-nothing-else"
WEBHOOK = "trial-of-the-simulator-and-nothing-else"
GUILD = "1191168916194360747"
MARK = re.compile(r"mark-[a-z0-9-]+")


class Discord:
    def __init__(self, work):
        self.journal = work / "discord.ndjson"
        self.simulator_port, self.port = free_ports(2)
        environment = {
            "SIMULATOR_PORT": str(self.simulator_port),
            "SIMULATOR_STATE_FILE": str(self.journal),
            "SIMULATOR_BOT_TOKEN": BOT,
            "SIMULATOR_WEBHOOK_TOKEN": WEBHOOK,
        }
        self.process = subprocess.Popen(
            [str(java()), "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", f"-Djava.io.tmpdir={work}",
             "-cp", class_path(), "dev.gatewaysync.simulator.SimulatorMain"],
            env=environment, stdout=open(work / "discord.log", "w"), stderr=subprocess.STDOUT, start_new_session=True)
        # What is refused here never reaches the simulator; its limits stay as Discord's are.
        self.proxy = Proxy(self.port, self.simulator_port)
        end = time.monotonic() + 120
        while ask(f"http://127.0.0.1:{self.simulator_port}/sim/api/counters")[0] != 200:
            if self.process.poll() is not None or time.monotonic() > end:
                raise AssertionError(f"The simulator did not start: {(work / 'discord.log').read_text()}")
            time.sleep(0.2)

    def settings(self, host="127.0.0.1"):
        return {
            "DISCORD_API_URL": f"http://{host}:{self.port}/api/v10",
            "DISCORD_GATEWAY_URL": f"ws://{host}:{self.port}/gateway",
            "DISCORD_TOKEN": BOT,
            "GUILD_ID": GUILD,
            "DISCORD_WEBHOOK_URL": f"http://{host}:{self.port}/api/webhooks/1191168916550063958/{WEBHOOK}",
        }

    def shown(self):
        """How often each mark stands in a channel now, as (channel, mark): messages that were edited count once."""
        messages = {}
        with open(self.journal, encoding="utf-8") as lines:
            for line in lines:
                if '"is":"message' in line:
                    entry = json.loads(line)
                    if entry["is"] == "message":
                        message = entry["message"]
                        messages[message["id"]] = [
                            (message["channelId"], mark) for embed in message["body"]["embeds"]
                            for mark in sorted(set(MARK.findall(json.dumps(embed))))]
                    else:
                        messages.pop(entry["id"], None)
        return collections.Counter(mark for marks in messages.values() for mark in marks)

    def close(self):
        self.proxy.close()
        self.process.terminate()
        self.process.wait()
