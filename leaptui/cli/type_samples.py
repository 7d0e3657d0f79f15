"""Samples of a type's calls on the command line."""

from __future__ import annotations

import click

from leaptui.cli.call_types import reading_of, rule_json
from leaptui.cli.calls import DATASET
from leaptui.cli.people import ENGAGEMENT
from leaptui.cli.session import Session, say, say_json, say_table
from leaptui.cli.stores import AS_JSON
from leaptui.domain.call_records import TypeSample
from leaptui.domain.errors import InputRefused
from leaptui.domain.type_judgements import Verdict
from leaptui.services.calls.picture import find_dataset
from leaptui.services.calls.type_samples import (
    SIZE,
    SampleReading,
    apply_sample,
    draw_sample,
    judge,
    sample_reading,
    sample_rows,
)
from leaptui.services.calls.types import call_types
from leaptui.services.city.engagements import find_engagement

_LETTERS = {"e": Verdict.ELIGIBLE, "n": Verdict.NOT_ELIGIBLE, "u": Verdict.UNCLEAR}


@click.command("sample")
@ENGAGEMENT
@DATASET
@click.option("--type", "type_name", required=True, metavar="TYPE", help="As it stands in the export.")
@click.option("--reader", required=True, help="Who reads.")
@click.option("--size", type=int, default=SIZE, show_default=True, help="How many calls to draw.")
@click.option("--seed", type=int, help="Of the draw; else the same for every reader of the type.")
@click.option(
    "--verdicts",
    metavar="LETTERS",
    help="What the reader says of the next calls, in order: e eligible, n not eligible, u unclear.",
)
@click.option("--apply", "applies", is_flag=True, help="Give the type's decision the share that was read.")
@AS_JSON
@click.pass_obj
def calls_sample(
    session: Session,
    engagement: str,
    dataset: str | None,
    type_name: str,
    reader: str,
    size: int,
    seed: int | None,
    verdicts: str | None,
    applies: bool,
    as_json: bool,
) -> None:
    """Draw calls of a type by chance, read them, and say how many would pass the screen."""
    said = _verdicts(verdicts or "")
    with session.workspace() as workspace:
        city = find_engagement(workspace, engagement)
        export = find_dataset(workspace, city, dataset)
        reading = reading_of(call_types(workspace, city, export), type_name)
        sample = draw_sample(workspace, city, export, reading, reader=reader, size=size, seed=seed)
        for verdict in said:
            sample = judge(workspace, city, sample.id, len(sample.verdicts), verdict)
        found = sample_reading(workspace, city, export, reading)
        rule = apply_sample(workspace, city, reading, found) if applies else None
        rows = sample_rows(workspace, export, sample)
    if as_json:
        say_json(
            {
                **_sample_json(sample),
                "calls": found.calls,
                "rows": [
                    {"row": number, "verdict": verdict, "fields": row}
                    for number, verdict, row in zip(sample.rows, _said(sample), rows, strict=True)
                ],
                "result": _result_json(found),
                "rule": rule_json(rule) if rule else None,
            }
        )
        return
    say(f"{len(sample.rows)} of {found.calls:,} calls of {type_name}, drawn with the seed {sample.seed}.")
    say_table(
        ["row", sample.reader, "call"],
        [
            [number, verdict or "–", "; ".join(f"{key} {value}" for key, value in row.items() if value)]
            for number, verdict, row in zip(sample.rows, _said(sample), rows, strict=True)
        ],
    )
    _say_result(found)
    if rule is not None:
        say(f"Kept: {rule.share_eligible}% of its calls eligible ({rule.share_low} to {rule.share_high}%).")


def _say_result(found: SampleReading) -> None:
    share = found.share
    if share.share is None:
        say(f"{share.read} calls read, none of them clear yet.")
    else:
        say(
            f"{share.read} calls read: {share.eligible} eligible, {share.not_eligible} not, {share.unclear} unclear. "
            f"Eligible: {share.share:.0%}, 95% interval {share.low:.0%} to {share.high:.0%} "
            "(unclear calls count against it below and for it above)."
        )
    for each in found.agreements:
        kappa = "not to be told" if each.kappa is None else f"{each.kappa:.2f}"
        say(
            f"{each.readers[0]} and {each.readers[1]} both read {each.rows}: the same on {each.share:.0%}, "
            f"Cohen's kappa {kappa}."
        )


def _result_json(found: SampleReading) -> dict[str, object]:
    share = found.share
    return {
        "read": share.read,
        "eligible": share.eligible,
        "not_eligible": share.not_eligible,
        "unclear": share.unclear,
        "share": share.share,
        "low": share.low,
        "high": share.high,
        "readers": [_sample_json(each) for each in found.samples],
        "agreement": [
            {
                "readers": list(each.readers),
                "rows": each.rows,
                "same": each.same,
                "share": each.share,
                "kappa": each.kappa,
            }
            for each in found.agreements
        ],
    }


def _sample_json(sample: TypeSample) -> dict[str, object]:
    return {
        "type": sample.type,
        "reader": sample.reader,
        "seed": sample.seed,
        "size": len(sample.rows),
        "read": len(sample.verdicts),
    }


def _said(sample: TypeSample) -> list[str]:
    return [*sample.verdicts, *[""] * (len(sample.rows) - len(sample.verdicts))]


def _verdicts(letters: str) -> list[Verdict]:
    wrong = next((letter for letter in letters if letter not in _LETTERS), None)
    if wrong is not None:
        raise InputRefused(
            f"“{wrong}” is not a verdict.",
            safe="Nothing was changed.",
            next_step="e is eligible, n not eligible, u unclear.",
        )
    return [_LETTERS[letter] for letter in letters]
