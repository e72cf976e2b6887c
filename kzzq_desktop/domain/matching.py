"""Exact matching at least total cost, on a sparse network: as many pairs as possible, and of those the cheapest set.

The primal-dual method: distances by Dijkstra with potentials, then a blocking flow over all arcs on a shortest path.
Each round settles every pair that costs the same, so rounds follow the number of different costs, not of pairs.
"""

from collections.abc import Sequence
from heapq import heappop, heappush

FAR = 1 << 60


class Network:
    """Nodes 0..n-1 and arcs with a whole, non-negative cost and room; arc a's return arc is a ^ 1."""

    __slots__ = ("cost", "head", "leaving", "room")

    def __init__(self, nodes: int) -> None:
        self.leaving: list[list[int]] = [[] for _ in range(nodes)]
        self.head: list[int] = []
        self.cost: list[int] = []
        self.room: list[int] = []

    def add_arc(self, tail: int, head: int, cost: int, room: int = 1) -> int:
        """Add an arc and its return; return the arc's number."""
        arc = len(self.head)
        self.leaving[tail].append(arc)
        self.leaving[head].append(arc + 1)
        self.head += (head, tail)
        self.cost += (cost, -cost)
        self.room += (room, 0)
        return arc


def fill_cheapest(net: Network, source: int, sink: int) -> tuple[int, int]:
    """Send as much as fits from source to sink at the least cost; return how much and its total cost.

    The network keeps the flow: what an arc carries is the room of its return arc. Every arc at the source holds one.
    """
    potential = [0] * len(net.leaving)
    sent = total = 0
    while True:
        reach = _distances(net, source, sink, potential)
        if reach is None:
            return sent, total
        potential = [before + more for before, more in zip(potential, reach, strict=True)]
        more = _blocking_flow(net, source, sink, potential)
        sent += more
        total += more * (potential[sink] - potential[source])


def match(costs: Sequence[dict[int, int]], columns: int) -> tuple[list[int], int]:
    """Match rows to columns by the given costs; return each row's column (-1 = none) and the total cost."""
    rows = len(costs)
    net = Network(rows + columns + 2)
    source, sink = rows + columns, rows + columns + 1
    arcs: list[tuple[int, int, int]] = []
    for row, wishes in enumerate(costs):
        net.add_arc(source, row, 0)
        arcs += [(row, column, net.add_arc(row, rows + column, cost)) for column, cost in wishes.items()]
    for column in range(columns):
        net.add_arc(rows + column, sink, 0)
    _, total = fill_cheapest(net, source, sink)
    found = [-1] * rows
    for row, column, arc in arcs:
        if net.room[arc ^ 1]:
            found[row] = column
    return found, total


def _distances(net: Network, source: int, sink: int, potential: list[int]) -> list[int] | None:
    """Return distances at reduced cost, none above the sink's; None where the sink is out of reach."""
    head, cost, room, leaving = net.head, net.cost, net.room, net.leaving
    reach = [FAR] * len(leaving)
    reach[source] = 0
    queue = [(0, source)]
    while queue:
        far, node = heappop(queue)
        if far > reach[node]:
            continue
        if node == sink:
            return [min(other, far) for other in reach]
        base = far + potential[node]
        for arc in leaving[node]:
            if room[arc]:
                other = head[arc]
                step = base + cost[arc] - potential[other]
                if step < reach[other]:
                    reach[other] = step
                    heappush(queue, (step, other))
    return None


def _blocking_flow(net: Network, source: int, sink: int, potential: list[int]) -> int:
    """Send one unit along arcs of reduced cost 0 as long as a shortest such path is open; return how many."""
    head, room = net.head, net.room
    tight = _tight_levels(net, source, sink, potential)
    path: list[int] = []
    node, sent = source, 0
    while True:
        if node == sink:
            for arc in path:
                room[arc] -= 1
                room[arc ^ 1] += 1
            sent += 1
            path.clear()
            node = source
        elif tight[node]:
            arc = tight[node][-1]
            if not room[arc]:
                tight[node].pop()
                continue
            path.append(arc)
            node = head[arc]
        elif path:
            node = head[path.pop() ^ 1]
            tight[node].pop()
        else:
            return sent


def _tight_levels(net: Network, source: int, sink: int, potential: list[int]) -> list[list[int]]:
    """Return for each node the open arcs of reduced cost 0 that lead one level nearer to the sink."""
    head, cost, room, leaving = net.head, net.cost, net.room, net.leaving
    tight: list[list[int]] = [[] for _ in leaving]
    level = [-1] * len(leaving)
    level[source] = 0
    front, depth = [source], 0
    while front and level[sink] < 0:
        depth += 1
        ahead = []
        for node in front:
            here = potential[node]
            for arc in leaving[node]:
                other = head[arc]
                if room[arc] and level[other] in (-1, depth) and here + cost[arc] == potential[other]:
                    tight[node].append(arc)
                    if level[other] < 0:
                        level[other] = depth
                        ahead.append(other)
            tight[node].reverse()
        front = ahead
    return tight
