#!/usr/bin/env python3
"""Restarts http-tunnel under load on a socket that is passed to it, as systemd does.

It holds the listening socket and a socket for sd_notify, starts the program with both, and opens
tunnels through it at a steady rate from many loopback addresses; each carries some bytes to an echo
server and back. Meanwhile it stops the program with SIGTERM and starts the next one at once, several
times. Long tunnels live through each stop. One JSON object on stdout says what became of them all.
"""

import argparse
import asyncio
import ctypes
import json
import os
import signal
import socket
import subprocess
import tempfile
import time

SOCKET = 3
PR_SET_PDEATHSIG = 1
WORD = b"0123456789" * 10
# The time to drain is longer than any tunnel here lives, so that none may be cut.
DRAIN = 10
LONG = 3.0
PATIENCE = 60.0
# Fewer than the queue of the socket holds, and than may be about to ask at once: a machine that is slow must not look like a refusal.
MOST_AT_ONCE = 1500


def die_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Manager:
    """What systemd is to the program: its socket, its signals, the ear for what it says."""

    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.said = []
        self.heard = asyncio.Event()
        self.ear = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.ear.setblocking(False)
        self.ear.bind("\0http-tunnel-restart-%d" % os.getpid())
        asyncio.get_running_loop().add_reader(self.ear, self.hear)
        self.exits = []
        self.processes = []

    def hear(self):
        self.said.extend(self.ear.recv(4096).decode().splitlines())
        self.heard.set()

    async def wait_for(self, word, count):
        async with asyncio.timeout(60):
            while self.said.count(word) < count:
                self.heard.clear()
                await self.heard.wait()

    async def start(self):
        environment = dict(
            os.environ,
            LISTEN_FDS="1",
            LISTEN_FDNAMES="main",
            NOTIFY_SOCKET="@http-tunnel-restart-%d" % os.getpid(),
            WATCHDOG_USEC="1000000",
        )
        # Only the child knows its number, which exec keeps.
        shell = 'LISTEN_PID=$$ WATCHDOG_PID=$$ exec "$0" --config "$1" serve'
        ready = self.said.count("READY=1")
        with open(os.path.join(self.folder, "stderr"), "ab") as err:
            process = subprocess.Popen(
                ["sh", "-c", shell, self.program, os.path.join(self.folder, "config.yaml")],
                env=environment,
                pass_fds=(SOCKET,),
                preexec_fn=die_with_parent,
                stdin=subprocess.DEVNULL,
                stdout=err,
                stderr=err,
            )
        self.processes.append(process)
        return process, ready + 1

    def kill(self):
        for process in self.processes:
            if process.poll() is None:
                process.kill()

    async def stop(self, process):
        stopping = self.said.count("STOPPING=1")
        process.send_signal(signal.SIGTERM)
        await self.wait_for("STOPPING=1", stopping + 1)

    async def end(self, process):
        began = time.monotonic()
        self.exits.append(await asyncio.to_thread(process.wait, 60))
        return time.monotonic() - began


class Tunnels:
    def __init__(self, proxy, target, problems):
        self.proxy = proxy
        self.target = target
        self.opened = self.refused = self.cut = 0
        self.setups = []
        self.problems = problems

    async def one(self, number, lives):
        began = time.monotonic()
        writer = None
        try:
            async with asyncio.timeout(PATIENCE):
                # each address counts as a client of its own
                local = ("127.0.%d.%d" % (1 + number // 200 % 50, 1 + number % 200), 0)
                reader, writer = await asyncio.open_connection(*self.proxy, local_addr=local)
                authority = "%s:%d" % self.target
                writer.write(f"CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n\r\n".encode())
                head = await reader.readuntil(b"\r\n\r\n")
                if not head.startswith(b"HTTP/1.1 200"):
                    raise OSError(head.split(b"\r\n")[0].decode())
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as problem:
            self.refused += 1
            self.note(problem)
        else:
            self.opened += 1
            self.setups.append(time.monotonic() - began)
            await self.talk(reader, writer, began + lives)
        finally:
            if writer:
                writer.close()

    async def talk(self, reader, writer, until):
        try:
            async with asyncio.timeout(LONG + PATIENCE):
                while True:
                    writer.write(WORD)
                    if await reader.readexactly(len(WORD)) != WORD:
                        raise OSError("other bytes")
                    if time.monotonic() >= until:
                        return
                    await asyncio.sleep(0.2)
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as problem:
            self.cut += 1
            self.note(problem)

    def note(self, problem):
        words = f"{type(problem).__name__}: {problem}"
        self.problems[words] = self.problems.get(words, 0) + 1


async def echo(reader, writer):
    try:
        while data := await reader.read(4096):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def load(tunnels, rate, lives, stop):
    running = set()
    number = 0
    began = time.monotonic()
    while not stop.is_set():
        number += 1
        task = asyncio.create_task(tunnels.one(number, lives))
        running.add(task)
        task.add_done_callback(running.discard)
        # not to make up for what a slow machine missed: that would be another rate
        began = max(began, time.monotonic() - number / rate - 1)
        delay = began + number / rate - time.monotonic()
        await asyncio.sleep(max(delay, 0))
        if len(running) >= MOST_AT_ONCE:
            await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
    if running:
        await asyncio.wait(running)


async def experiment(options, folder, proxy):
    server = await asyncio.start_server(echo, "127.0.0.1", 0, backlog=4096)
    target = server.sockets[0].getsockname()
    manager = Manager(options.program, folder)
    try:
        return await restarts(options, manager, proxy, target)
    finally:
        manager.kill()
        server.close()


async def restarts(options, manager, proxy, target):
    problems = {}
    short, long = (Tunnels(proxy, target, problems) for _ in range(2))
    process, ready = await manager.start()
    await manager.wait_for("READY=1", ready)
    stop = asyncio.Event()
    loads = [
        asyncio.create_task(load(short, options.rate, 0, stop)),
        asyncio.create_task(load(long, 10, LONG, stop)),
    ]
    ends = []
    for _ in range(options.restarts):
        await asyncio.sleep(options.every)
        old = process
        await manager.stop(old)
        process, ready = await manager.start()
        ends.append(asyncio.create_task(manager.end(old)))
        await manager.wait_for("READY=1", ready)
    await asyncio.sleep(options.every)
    stop.set()
    await asyncio.gather(*loads)
    await manager.stop(process)
    last = await manager.end(process)
    waits = [round(await end, 2) for end in ends] + [round(last, 2)]
    setups = sorted(short.setups)
    return {
        "tunnels": short.opened,
        "refused": short.refused + long.refused,
        "cut": short.cut + long.cut,
        "long_tunnels": long.opened,
        "restarts": options.restarts,
        "exits": sorted(set(manager.exits)),
        "ended_after_s": waits,
        "set_up_ms": {
            name: round(1000 * setups[min(len(setups) - 1, int(len(setups) * part))], 1)
            for name, part in (("median", 0.5), ("p99", 0.99), ("most", 1.0))
        },
        "said": {word: manager.said.count(word) for word in ("READY=1", "STOPPING=1", "WATCHDOG=1")},
        "problems": problems,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", help="the launcher of a distribution")
    parser.add_argument("--rate", type=float, default=500, help="new tunnels each second")
    parser.add_argument("--restarts", type=int, default=5)
    parser.add_argument("--every", type=float, default=10, help="seconds between two restarts")
    options = parser.parse_args()

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(4096)
    proxy = listener.getsockname()
    # before anything else may take that number
    if listener.fileno() != SOCKET:
        os.dup2(listener.fileno(), SOCKET)
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "config.yaml"), "w") as config:
            config.write(
                "listeners: [{ name: main, bind: '%s:%d' }]\n" % proxy
                + "limits: { drain_timeout: %ds }\n" % DRAIN
            )
        result = asyncio.run(experiment(options, folder, proxy))
        with open(os.path.join(folder, "stderr"), errors="replace") as err:
            result["stderr"] = [
                line.rstrip() for line in err if " WARN " in line or " ERROR " in line or "Exception" in line
            ]
    print(json.dumps(result))


if __name__ == "__main__":
    main()
