"""The store as services see it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING, Any, Self, TypeVar

from leaptui.domain.errors import StoreUnavailable
from leaptui.domain.record import Record
from leaptui.store import act_list, datasets, door, drafts, edit_history, reading, standing, swap
from leaptui.store.act_list import ActSummary
from leaptui.store.act_log import HOUSE, ActHash, heads, moment
from leaptui.store.connection import told, writing
from leaptui.store.device import note_tip
from leaptui.store.door import Deed, Seen
from leaptui.store.drafts import Draft
from leaptui.store.files import StoreFiles
from leaptui.store.keys import STRENGTH, Strength, WrappedKeys, wrap_by_passphrase, write_keys
from leaptui.store.opened import Opened

if TYPE_CHECKING:
    from leaptui.domain.search import Hit
    from leaptui.store.backup import Backup
    from leaptui.store.check import CheckResult
    from leaptui.store.history import HistoryEntry, Undone
    from leaptui.store.recovery import RecoverySheet
    from leaptui.store.rotating import Rotated

R = TypeVar("R", bound=Record)


class Store:
    """Records, their history, drafts, search and datasets of one home folder.

    It is made by `leaptui.store.creation.create_store` or `leaptui.store.opening.open_store`,
    belongs to the thread that made it, and is used from no other: the app gives it one of its own.
    """

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._connection = opened.connection
        self._wrote = False
        self._stopped = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def id(self) -> str:
        """The store's name, for ever."""
        return self._opened.store

    @property
    def files(self) -> StoreFiles:
        """Where its parts lie."""
        return self._opened.files

    @property
    def read_only(self) -> bool:
        """Whether it takes no changes: opened for reading only, or found damaged since."""
        return self._opened.lock is None or bool(self._stopped)

    @property
    def notice(self) -> str:
        """What a person should be told about this store, a sentence, or empty."""
        return self._stopped or self._opened.notice

    @property
    def proved(self) -> bool:
        """Whether every page was proved at opening; a large store is proved by `page_proof`."""
        return self._opened.proved

    def page_proof(self) -> Callable[[], str]:
        """Proves every page, on any thread; gives what is damaged, in words, for `stop_writing`, or nothing."""
        from leaptui.store.pages import in_words, proof_of

        proof = proof_of(self.files.store, self._opened.key)
        return lambda: in_words(proof())

    def stop_writing(self, why: str) -> None:
        """From now on refuse changes: the file was found damaged, and `why` says so."""
        self._stopped = why

    def apply(
        self,
        verb: str,
        puts: Sequence[Record],
        *,
        stream: str = HOUSE,
        reason: str | None = None,
        seen: Seen | None = None,
    ) -> ActHash | None:
        """Write records as they are to be; one act says what differs from the store.

        Args:
            verb: What was done: `edit interview`.
            puts: The records, each once.
            stream: The engagement's id, or `house` for what all engagements share.
            reason: Why, where the person said so.
            seen: What an editor opened on (`Store.seen`, `Draft.seen`). Where such a field has
                changed since, notes are joined by lines and anything else is refused.

        Returns:
            The act's name, or nothing when nothing differed.

        Raises:
            ChangedMeanwhile: A field was changed since it was seen.
            UnknownName: A record refers to one that is not in the store.
            StoreUnavailable: The disk or the store refuses. Nothing was written.
        """
        self._writable()
        deed = Deed(verb=verb, stream=stream, reason=reason)
        act = door.apply(self._connection, self._opened.author, deed, puts, seen)
        self._wrote = self._wrote or act is not None
        return act

    def get(self, record_type: type[R], record: str) -> R | None:
        """The record of that id, put away or not; nothing where there is none."""
        return reading.get(self._connection, record_type, record)

    def all(self, record_type: type[R], *, include_deleted: bool = False, **equal: object) -> list[R]:
        """All records of a type in the order they were made, filtered by fields: `engagement=…`."""
        return reading.records(self._connection, record_type, equal, include_deleted=include_deleted)

    def count(self, record_type: type[Record], **equal: object) -> int:
        """How many there are that were not put away."""
        return reading.count(self._connection, record_type, equal)

    def counts(self, record_type: type[Record], by: str = "engagement", **equal: object) -> dict[str, int]:
        """How many there are for each value of a text field, by one statement."""
        return reading.counts(self._connection, record_type, by, equal)

    def seen(self, record: str, *fields: str) -> Seen:
        """What an editor that opens on these fields now has before it; for `apply` and `put_draft`."""
        with told():
            return {(record, field): heads(self._connection, record, field) for field in fields}

    def history(self, record: str) -> list[HistoryEntry]:
        """Every change of a record, the oldest first."""
        from leaptui.store import history

        return history.record_history(self._connection, record)

    def changes_of(self, act: ActHash) -> list[HistoryEntry]:
        """Every change an act made."""
        from leaptui.store import history

        return history.act_history(self._connection, act)

    def acts(
        self,
        stream: str | None = None,
        limit: int = 100,
        *,
        before: ActHash | None = None,
        record: str | None = None,
    ) -> list[ActSummary]:
        """The newest acts of a stream, of a record, or of all, the newest first.

        Args:
            stream: Only of this one.
            limit: How many at most.
            before: Only those older than this one.
            record: Only those that changed this one, in whichever stream.
        """
        return act_list.acts(self._connection, stream, limit, before=before, record=record)

    def act_named(self, beginning: str) -> ActSummary:
        """The act whose name begins so.

        Raises:
            UnknownName: There is none, or several.
        """
        return act_list.act_named(self._connection, beginning)

    def last_done(self, passing: Collection[str] = ()) -> ActHash | None:
        """The newest act of this device that stands; acts of taking back and of these verbs are passed over."""
        return standing.last_done(self._connection, self._opened.author.device, passing)

    def last_taken_back(self, passing: Collection[str] = ()) -> ActHash | None:
        """The newest act of this device that took something back, unless more was done since."""
        return standing.last_taken_back(self._connection, self._opened.author.device, passing)

    def last_act(self, stream: str | None = None) -> ActSummary | None:
        """The newest act of a stream, or of all."""
        return next(iter(act_list.acts(self._connection, stream, 1)), None)

    def act_count(self) -> int:
        """How many acts the log holds."""
        return act_list.act_count(self._connection)

    def undo(self, act: ActHash, reason: str | None = None) -> Undone:
        """Take an act back by a new act; fields changed since are left and named. Undo that one to redo.

        Raises:
            UnknownName: There is no such act.
        """
        from leaptui.store import history

        self._writable()
        undone = history.undo(self._connection, self._opened.author, act, reason)
        self._wrote = self._wrote or undone.act is not None
        return undone

    def restore(
        self, act: ActHash, record: str, field: str, *, before: bool, reason: str | None = None
    ) -> ActHash | None:
        """Give a field what it held before or after an act, by a new act; nothing where it holds that already.

        Raises:
            UnknownName: The act changed no such field.
        """
        from leaptui.store import history

        self._writable()
        done = history.restore(
            self._connection, self._opened.author, act, record, field, before=before, reason=reason
        )
        self._wrote = self._wrote or done is not None
        return done

    def put_draft(
        self, record: str, field: str, text: str, *, seen: Seen | None = None, steps: object | None = None
    ) -> str:
        """Save what stands in an editor; on return it is on the disk. Gives when: ISO date and time, UTC."""
        self._writable()
        now_ms = self._opened.author.now_ms()
        return drafts.put_draft(self._connection, now_ms, record, field, text, seen, steps)

    def put_steps(self, record: str, field: str, text: str, steps: object) -> None:
        """Keep what an editor can undo of a text, until the record is put away."""
        self._writable()
        edit_history.put_steps(self._connection, record, field, text, steps)

    def steps_to(self, record: str, field: str, text: str) -> Any:
        """What an editor could undo when it left exactly this text; nothing where that is not known."""
        return edit_history.steps_to(self._connection, record, field, text)

    def draft(self, record: str, field: str) -> Draft | None:
        """The draft of a field, if there is one."""
        return drafts.draft(self._connection, record, field)

    def drafts(self) -> list[Draft]:
        """All drafts, the newest first. Any at opening are what a crash left."""
        return drafts.drafts(self._connection)

    def discard_draft(self, record: str, field: str) -> None:
        """Drop a draft; nothing happens where there is none."""
        self._writable()
        drafts.discard_draft(self._connection, record, field)

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Records that hold all the words, best first; the last word may be unfinished."""
        from leaptui.store.search import search

        return search(self._connection, text, limit)

    def new_dataset(self, name: str) -> AbstractContextManager[datasets.PartWriter]:
        """Write the parts of a dataset named by its hash: its file appears when the block ends well."""
        self._writable()
        return datasets.new_dataset(self.files, self._opened.key, name)

    def dataset_parts(self, name: str) -> list[bytes]:
        """The parts of a dataset, in order.

        Raises:
            StoreDamaged: Its file is missing or damaged.
        """
        return datasets.dataset_parts(self.files, self._opened.key, name)

    def has_dataset(self, name: str) -> bool:
        """Whether the calls of a dataset are here."""
        return datasets.has_dataset(self.files, name)

    def check(self, *, log: bool = False, progress: Callable[[str], None] = lambda _: None) -> CheckResult:
        """Prove the pages, and the tables by the log; with `log` also every act and chain.

        Args:
            log: Prove every act by its hash and look for acts known from elsewhere that are not here.
            progress: Told what is being looked at.
        """
        from leaptui.store.check import check

        return check(self._connection, self.files, self._opened.key, self.id, log=log, progress=progress)

    def backup(self, between: Callable[[], None] = lambda: None) -> Backup:
        """Make a verified backup in slices.

        Args:
            between: Called after each slice, so that drafts can be saved meanwhile.

        Raises:
            StoreUnavailable: The disk refuses, or the copy is not fit. The store is as it was.
        """
        from leaptui.store.backup import make_backup

        opened = self._opened
        self._writable()
        return make_backup(
            opened.files, opened.key, opened.store, self._connection, opened.author.now_ms(), between
        )

    def backup_due(self, *, closing: bool = False) -> bool:
        """Whether the store has changed since its newest backup, and that is an hour old.

        Args:
            closing: On quitting a change alone is reason enough.
        """
        from leaptui.store.backup import backups
        from leaptui.store.backup_schedule import is_due

        if self.read_only:
            return False
        newest = next((backup for backup in backups(self.files) if backup.store == self.id), None)
        return is_due(self._connection, newest, moment(self._opened.author.now_ms()), closing=closing)

    def recovery_sheet(self) -> RecoverySheet:
        """The sheet that opens this store without its passphrase."""
        from leaptui.store.recovery import sheet_for

        return sheet_for(self._opened.key, self.id)

    def change_passphrase(self, passphrase: str, *, strength: Strength = STRENGTH) -> None:
        """Wrap the same key under another passphrase. Backups made before still open by the old one.

        Raises:
            InputRefused: The passphrase is empty.
        """
        opened = self._opened
        self._writable()
        wrap = wrap_by_passphrase(opened.key, self.id, passphrase, strength)
        created = moment(opened.author.now_ms())
        write_keys(self.files, WrappedKeys(self.id, opened.key.salt, created, (wrap,)))

    def rotate_key(self, passphrase: str, *, strength: Strength = STRENGTH) -> Rotated:
        """Give the store a new key and close it: open it anew, by the passphrase given here.

        What is in the store from now on is safe from whoever has the old key. The store as it was
        is kept aside with its backups; that, and every copy elsewhere, still opens by the old key.

        Raises:
            InputRefused: The passphrase is empty.
            StoreUnavailable: The disk refuses, or a file is damaged. Nothing was changed.
        """
        from leaptui.store.rotating import make_ready

        opened = self._opened
        self._writable()
        now = moment(opened.author.now_ms())
        rotated = make_ready(
            opened.files, opened.key, opened.store, self._connection, passphrase, strength, now
        )
        try:
            self._close_file()
            swap.finish(opened.files)
        finally:
            self.close()
        return rotated

    def rebuild(self) -> None:
        """Make every table anew from the log."""
        from leaptui.store.rebuild import refill

        self._writable()
        with writing(self._connection, guarded=False):
            refill(self._connection)

    def close(self) -> None:
        """Note the newest act under this device's name, close the file, let others write."""
        try:
            self._close_file()
        finally:
            if self._opened.lock is not None:
                self._opened.lock.release()

    def _close_file(self) -> None:
        opened = self._opened
        wrote, self._wrote = self._wrote, False
        try:
            if opened.lock is not None and wrote:
                # Where the disk refuses, an older act stays noted, and the store is no less whole.
                with suppress(StoreUnavailable), told():
                    note_tip(opened.files, opened.store, opened.author.device, self._connection)
        finally:
            self._connection.close()

    def _writable(self) -> None:
        if self.read_only:
            raise StoreUnavailable(
                "The store is open for reading only.", safe="Nothing was changed.", next_step=self.notice
            )
