"""Senders that post events at a pace, each until it is accepted, and the count of what became of them."""

import array
import collections
import http.client
import itertools
import json
import threading
import time

from .gateway import SECRET

CARD_TYPES = {
    "bug-fixed": lambda mark: {"title": mark, "description": "It works again"},
    "app-deployed": lambda mark: {"version": mark, "changes": ["One", "Two"]},
    "feature-released": lambda mark: {"featureName": mark, "description": "New"},
    "category-added": lambda mark: {"name": mark, "description": "New"},
    "resource-added": lambda mark: {"name": mark, "category": "tools", "url": f"https://{mark}.example/"},
}
QUIET_TYPES = {
    "resource-updated": lambda mark: {"name": mark, "category": "tools", "changes": {"description": "Better than it was"}},
    "category-updated": lambda mark: {"name": mark, "description": "Better than it was"},
    "resource-removed": lambda mark: {"name": mark, "category": "tools", "url": f"https://{mark}.example/"},
}


class Mix:
    """One card in so many events, of all types by turns; the others are in the history alone."""

    def __init__(self, one_card_in, types=tuple(CARD_TYPES), statistics_every=0):
        self.one_card_in, self.types, self.statistics_every = one_card_in, types, statistics_every

    def is_card(self, number):
        return number % self.one_card_in == 0

    def card_type(self, number):
        return self.types[number // self.one_card_in % len(self.types)]

    def event(self, number, mark):
        if self.is_card(number):
            type_ = self.card_type(number)
            data = CARD_TYPES[type_](mark)
        elif self.statistics_every and number % self.statistics_every == 1:
            # Never a multiple of 50 crossed: a milestone would be a card of its own.
            type_, data = "stats-updated", {"resourceCount": 201 + number % 7, "categoryCount": 4, "totalUsers": number}
        else:
            type_ = list(QUIET_TYPES)[number % len(QUIET_TYPES)]
            data = QUIET_TYPES[type_](mark)
        return {"id": mark, "type": type_, "data": data}


class Load:
    """
    Event n is due n/rate seconds after the start. Who was held up posts as fast as answers come until the pace is reached
    again. `batch` events a request; the time to an answer counts from when a request was first sent.
    """

    def __init__(self, port, rate, mix, total=None, senders=4, batch=1, name="e"):
        self.port, self.rate, self.mix, self.total, self.batch, self.name = port, rate, mix, total, batch, name
        self.numbers = itertools.count()
        self.lock = threading.Lock()
        self.accepted = bytearray()
        self.taken = 0
        self.answers = collections.Counter()
        self.times = array.array("d")
        self.longest_wait = 0.0
        self.stopped = threading.Event()
        self.started = time.monotonic()
        self.threads = [threading.Thread(target=self._send, daemon=True) for _ in range(senders)]
        for thread in self.threads:
            thread.start()

    def mark(self, number):
        return f"mark-{self.name}-{number:07d}"

    def number(self, mark):
        prefix = f"mark-{self.name}-"
        return int(mark[len(prefix):]) if mark.startswith(prefix) else None

    def stop(self):
        """Begins no further event, and waits for those that were begun to be accepted."""
        self.stopped.set()
        self.join()

    def join(self, timeout=None):
        end = None if timeout is None else time.monotonic() + timeout
        for thread in self.threads:
            thread.join(None if end is None else max(0, end - time.monotonic()))
        return not any(thread.is_alive() for thread in self.threads)

    def count(self):
        return sum(self.accepted)

    def percentile(self, share):
        times = sorted(self.times)
        return times[min(len(times) - 1, int(len(times) * share))] if times else 0.0

    def _take(self):
        with self.lock:
            first = self.taken
            if self.stopped.is_set() or self.total is not None and first >= self.total:
                return None
            self.taken += self.batch if self.total is None else min(self.batch, self.total - first)
            self.accepted.extend(bytes(self.taken - first))
            return range(first, self.taken)

    def _send(self):
        connection = None
        while (numbers := self._take()) is not None:
            due = self.started + numbers[-1] / self.rate
            time.sleep(max(0.0, due - time.monotonic()))
            waiting, began = list(numbers), time.monotonic()
            while waiting:
                connection, waiting, status = self._post(connection, waiting)
                with self.lock:
                    self.answers[status] += 1
                if waiting:
                    time.sleep(0.2)
            with self.lock:
                self.longest_wait = max(self.longest_wait, time.monotonic() - began)

    def _post(self, connection, numbers):
        """What is still to be accepted, and the answer: a status, or what went wrong with the connection."""
        events = [self.mix.event(number, self.mark(number)) for number in numbers]
        single = len(events) == 1
        body = json.dumps(events[0] if single else events)
        path = "/webhook/updates" if single else "/webhook/updates/batch"
        began = time.monotonic()
        try:
            connection = connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
            connection.request("POST", path, body, {"Authorization": "Bearer " + SECRET, "Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as failed:
            if connection:
                connection.close()
            return None, numbers, type(failed).__name__
        took = time.monotonic() - began
        if answer.status != 202:
            return connection, numbers, answer.status
        taken = [True] if single else [bool(item.get("success")) for item in json.loads(text)]
        with self.lock:
            self.times.append(took)
            for number, yes in zip(numbers, taken):
                self.accepted[number] |= yes
        return connection, [number for number, yes in zip(numbers, taken) if not yes], 202

    def refused(self):
        """Answers other than 202, and connections that failed."""
        return {str(answer): count for answer, count in self.answers.items() if answer != 202}


class Verdict:
    """What became of the accepted events: by the history, as exported, and by the messages in Discord."""

    def __init__(self, load, gateway, discord):
        recorded, unsynced = collections.Counter(), 0
        for update in gateway.export():
            number = load.number(update["id"])
            if number is not None:
                recorded[number] += 1
                unsynced += not update["synced"]
        accepted = {number for number, yes in enumerate(load.accepted) if yes}
        self.accepted = len(accepted)
        self.recorded = len(recorded)
        self.lost_in_history = sorted(accepted - recorded.keys())
        self.doubled_in_history = sorted(number for number, times in recorded.items() if times > 1)
        self.unsynced = unsynced
        shown = collections.Counter()
        channels = collections.Counter()
        for (_, mark), times in discord.shown().items():
            number = load.number(mark)
            if number is not None:
                shown[number] += times
                channels[number] += 1
        self.cards = sum(channels.values())
        # A resource is announced, and highlighted in the channel of its category.
        wanted = {number: 2 if load.mix.card_type(number) == "resource-added" else 1
                  for number in accepted if load.mix.is_card(number)}
        self.lost_in_discord = sorted(number for number, times in wanted.items() if channels[number] < times)
        self.doubled_in_discord = sorted(number for number in shown if shown[number] > wanted.get(number, 0))

    @property
    def lost(self):
        return len(self.lost_in_history) + len(self.lost_in_discord)

    @property
    def doubled(self):
        return len(self.doubled_in_history) + len(self.doubled_in_discord)

    def __str__(self):
        text = (f"{self.accepted} accepted, {self.recorded} in the history, {self.cards} cards in Discord, "
                f"{self.lost} lost, {self.doubled} doubled, {self.unsynced} not synced")
        for name in ("lost_in_history", "doubled_in_history", "lost_in_discord", "doubled_in_discord"):
            if getattr(self, name):
                text += f"; {name.replace('_', ' ')}: {getattr(self, name)[:10]}"
        return text
