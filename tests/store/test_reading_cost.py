"""The portfolio costs a handful of statements, however many cities and interviews there are."""

from __future__ import annotations

from leaptui.domain.records import Engagement, FollowUp, Interview, Jurisdiction, Stakeholder
from leaptui.domain.roadmap_records import Component
from leaptui.domain.vocabulary import ComponentStatus
from leaptui.store.store import Store


def portfolio(store: Store) -> tuple[int, list[str]]:
    """Read what the portfolio shows; give the cities and the statements it took."""
    statements: list[str] = []
    store._connection.set_trace_callback(statements.append)
    cities = store.all(Engagement)
    store.all(Jurisdiction)
    store.counts(Interview)
    store.counts(Stakeholder)
    store.counts(Component, status=ComponentStatus.AGREED)
    store.counts(FollowUp, done=False)
    store._connection.set_trace_callback(None)
    return len(cities), statements


def test_the_portfolio_takes_as_many_statements_as_it_asks_questions(store: Store) -> None:
    for n in range(30):
        city = Engagement(id=f"c{n}", slug=f"c{n}", name=f"City {n}")
        interviews = [
            Interview(id=f"c{n}-i{k}", engagement=city.id, number=k, note="x" * 2000) for k in range(34)
        ]
        store.apply(
            "add",
            [city, Jurisdiction(id=f"c{n}-j", engagement=city.id, name=city.name), *interviews],
            stream=city.id,
        )
    cities, statements = portfolio(store)
    assert cities == 30
    assert len(statements) == 6
    assert sum(store.counts(Interview).values()) == 1020
    assert not any("note" in statement for statement in statements[2:])


def test_counting_reads_the_index_of_its_engagement(store: Store) -> None:
    plan = store._connection.execute(
        "EXPLAIN QUERY PLAN SELECT id FROM interview WHERE engagement=?", ("c",)
    ).fetchall()
    assert "interview_engagement" in plan[0][3]
