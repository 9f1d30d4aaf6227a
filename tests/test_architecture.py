"""The rules that keep the code in one direction, held by reading it: nothing here is imported."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from graphlib import TopologicalSorter
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("contracts", "bot", "actions", "handoff")
IN_RASAS_ENVIRONMENT = ("scripts.evaluation", "scripts.trainer")
MAY_IMPORT = {
    "contracts": ("contracts",),
    "bot": ("bot", "contracts"),
    "actions": ("actions", "contracts"),
    "handoff": ("handoff", "contracts", "actions.crm"),
    "scripts": (
        "contracts",
        *("scripts", "actions", "handoff.config", "handoff.core", "handoff.store"),
        *("bot.intent_classifier", "bot.linear_model", "bot.training", "bot.errors"),
        *("bot.passage_index", "bot.sentence_cache", "bot.sentence_encoder", "bot.sentence_model"),
        # Which channels a desk has, and what the simulator of two of them is told.
        *("handoff.channels.registry", "handoff.channels.meta.settings"),
        *("handoff.channels.whatsapp.settings", "handoff.channels.messenger.settings"),
        # Chaos and the benches drive the bridge, play its bot, fill its tables and ask for reports.
        *("handoff.container.clock", "handoff.migrations", "handoff.usecases.supervisor"),
    ),
}
"""Of our own packages, what the modules of each may take."""

LAYERS = (
    ("core",),
    ("config",),
    ("store/tables",),
    ("store/db", "store/files"),
    ("store/instance_lock",),
    ("store/accounts",),
    ("store/conversations",),
    ("store/delivery",),
    ("store/cases",),
    ("store/read_models", "store/reports", "store/privacy"),
    ("http",),
    ("bot_link",),
    ("usecases/casework",),
    ("usecases/customer", "usecases/agent", "usecases/supervisor"),
    ("usecases/privacy",),
    ("jobs/engine",),
    ("jobs/turns", "jobs/queue"),
    ("jobs",),
    ("channels",),
    ("ops",),
    ("console/reports",),
    ("console/http",),
    ("console/live",),
    ("api", "frontend"),
    ("describe",),
    ("migrations",),
    ("container",),
    ("",),
)
"""The bridge's folders from the lowest up: each takes from itself and from what stands before it.
Folders of one layer know nothing of each other."""
ENGINE_LAYERS = (
    *(
        "words",
        "case",
        "listening",
        "facts",
        "articles",
        "business",
        "commerce",
        "answers",
        "symptoms",
        "intake",
    ),
    *("talk", "conversation"),
)
INNER_LAYERS = {
    "core": (
        ("core",),
        ("core/search",),
        ("core/queue", "core/sla", "core/reports", "core/channel"),
    ),
    "channels": (
        ("channels/webhooks",),
        ("channels/base",),
        ("channels/webchat", "channels/meta"),
        ("channels/whatsapp", "channels/messenger"),
        ("channels",),
    ),
}
"""Inside of a layer with folders of its own, the same."""
FILES_A_FOLDER = 25
LINES_A_FILE = 300
HISTORY = ("handoff.migrations.versions",)
"""What has changed databases is never written anew, so no measure may ask for it."""
USUAL_LINES, MANY_LINES, MOST_LINES = 8, 20, 75
"""Of a function without its docstring: half of them have no more than the first, 95 of a hundred no
more than the second, and none more than the third."""

OUTSIDE_WORLD = (
    *("aiohttp", "asyncio", "os", "pathlib", "random", "secrets", "socket", "socketio"),
    *("sqlalchemy", "structlog", "subprocess", "tempfile", "threading", "time", "urllib", "uuid"),
)
"""What pure code has no use for: I/O, clocks, chance."""
CLOCKS = re.compile(r"\b(now|utcnow|today)$")

BUILT = re.compile(
    r"(^|\.)(Settings\.(read|load)|Database|SqlCrm|open_crm|ClientSession|AsyncServer|Application"
    r"|create_async_engine|create_engine|run_app|AppRunner)$"
)
"""Calls that make something live out of settings, a network or a database."""
BUILDERS = {
    "contracts": (),
    "bot": ("__main__", "action_endpoint", "database"),
    "actions": (
        *("__main__", "server", "opening", "engine.case.crm_access"),
        *("crm.seed", "crm.engine", "crm.registry", "crm.schemes", "crm.remote.session"),
    ),
    "handoff": (
        *("__main__", "app", "container.desk", "container.privacy", "migrations", "migrations.env"),
        *("ops.checks", "ops.first_agent"),
        *("store.db.engine", "http.client_session", "http.sockets"),
    ),
}
"""The modules of each package that may: entry points, and the factories that they call."""

RECORD = re.compile(r"(^|\.)_?[A-Z]\w*$")
LIVE = re.compile(r"(Client|Connection|Database|Engine|Executor|Pool|Server|Session|Thread|Crm)$")
HARMLESS = re.compile(
    r"^(dict|frozenset|map|partial|range|set|sorted|str|str\.maketrans|tuple|zip|timedelta|replace|lru_cache"
    r"|re\.compile|dict\.fromkeys|delivered_between|(\w+\.)?goods_topic|one_of|msgspec\.\w+(\.\w+)?|logging\.getLogger|structlog\.get_logger|sa\..*|takes|route|web\.AppKey"
    # What a function of an expression takes.
    r"|signature"
    # Rasa finds a component of a pipeline in its recipe only.
    r"|DefaultV1Recipe\.register"
    r"|get_args|importlib\.metadata\.version|.*\.(items|values|keys|format|join|split)"
    # Statements that are built once.
    r"|.*\.(insert|update|alias|where|order_by|limit|with_for_update|on_conflict_do_nothing)"
    r"|.*\.(in_|not_in|is_|is_not|between|desc|label|scalar_subquery|is_distinct_from))$"
)
"""Calls that a module may make while it is imported: they make constants, and touch nothing."""


class Module:
    """A module of ours: its dotted name, its text, and its syntax tree."""

    def __init__(self, file: Path) -> None:
        self.file = file
        dotted = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        self.name = dotted.removesuffix(".__init__")
        self.package = self.name.partition(".")[0]
        self.text = file.read_text()
        self.tree = ast.parse(self.text)

    def __repr__(self) -> str:
        return self.name

    @property
    def inner(self) -> str:
        """The name inside its package."""
        return self.name.partition(".")[2]

    @cached_property
    def imports(self) -> list[str]:
        """Everything imported anywhere in it; names taken from a module come as `module.name`."""
        return list(_imports(self.tree))

    def takes(self, *names: str) -> list[str]:
        """Its imports of any of these modules, or of what is in them."""
        return [found for found in self.imports if within(found, *names)]

    def calls(self) -> Iterator[str]:
        """What it calls anywhere, as it is written."""
        calls = (node for node in ast.walk(self.tree) if isinstance(node, ast.Call))
        return (ast.unparse(call.func) for call in calls)

    def calls_at_import(self) -> Iterator[str]:
        """What it calls while it is imported: outside of functions and of `if __name__ …`."""
        return (ast.unparse(call.func) for call in _eager_calls(self.tree))


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"relative import: {ast.unparse(node)}"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _eager_calls(node: ast.AST) -> Iterator[ast.Call]:
    if isinstance(node, ast.If) and "__name__" in ast.unparse(node.test):
        return
    if isinstance(node, ast.Call):
        yield node
    lazy = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda))
    parts = getattr(node, "decorator_list", []) if lazy else ast.iter_child_nodes(node)
    for part in parts:
        yield from _eager_calls(part)


def within(name: str, *parents: str) -> bool:
    """Whether `name` is one of `parents`, or inside one of them."""
    return any(name == parent or name.startswith(f"{parent}.") for parent in parents)


def modules(*folders: str) -> tuple[Module, ...]:
    """The Python modules of these folders, those of foreign packages excepted."""
    return tuple(module for folder in folders for module in _modules(folder))


@cache
def _modules(folder: str) -> tuple[Module, ...]:
    foreign = {"node_modules", ".venv"}
    files = sorted((ROOT / folder).rglob("*.py"))
    return tuple(Module(f) for f in files if not foreign & set(f.relative_to(ROOT).parts))


def bridge(*, sql: bool) -> list[Module]:
    """The bridge's modules that do, or do not, speak SQL."""
    return [m for m in modules("handoff") if bool(_sql(m)) is sql]


def _sql(module: Module) -> list[str]:
    return [f for f in module.takes("sqlalchemy") if not within(f, "sqlalchemy.exc")]


def is_core(module: Module) -> bool:
    """Whether a module belongs to the bridge's pure core."""
    return within(module.name, "handoff.core")


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_packages_depend_one_way(package: str) -> None:
    """`contracts` ← `actions` ← `handoff`, and of `actions` the bridge takes the CRM only."""
    ours = (*PACKAGES, "scripts", "tests")
    wrong = {
        module.name: strange
        for module in modules(package)
        if (strange := [f for f in module.takes(*ours) if not within(f, *MAY_IMPORT[package])])
    }
    assert not wrong


def test_the_engine_is_free_of_the_shop() -> None:
    """What a company is is handed to the engine: nothing of it imports a business."""
    engine = modules("actions/engine") + modules("actions/protocol")
    assert engine
    for module in engine:
        assert module.takes("actions.shop", "actions.opening", "actions.server") == [], module


def test_the_engine_is_layered() -> None:
    """A folder of the engine takes from itself and from those before it."""
    for level, layer in enumerate(ENGINE_LAYERS):
        above = tuple(f"actions.engine.{one}" for one in ENGINE_LAYERS[level + 1 :])
        for module in modules(f"actions/engine/{layer}"):
            assert module.takes(*above) == [], module
    folders = {m.file.parent.name for m in modules("actions/engine")} - {"engine"}
    assert folders == set(ENGINE_LAYERS)


def test_only_rasas_environment_has_the_bot() -> None:
    """What runs with the other Python asks for the bot by starting it."""
    others = [m for m in modules("scripts") if not within(m.name, *IN_RASAS_ENVIRONMENT)]
    for module in (*others, *modules("actions", "handoff")):
        assert module.takes("bot", "rasa", "scripts.evaluation") == [], module
    for module in modules(*(name.replace(".", "/") for name in IN_RASAS_ENVIRONMENT), "bot"):
        assert module.takes("actions", "handoff", "rasa_sdk") == [], module


def test_the_contracts_need_msgspec_only() -> None:
    """What every package shares runs wherever one of them does: no library but msgspec."""
    for module in modules("contracts"):
        foreign = {name.partition(".")[0] for name in module.imports} - sys.stdlib_module_names
        assert foreign <= {"contracts", "msgspec"}, module


def test_the_bridge_needs_no_rasa() -> None:
    """The bridge is up within moments because Rasa and TensorFlow are never loaded into it."""
    assert {
        m.name for m in modules("handoff") if m.takes("rasa", "rasa_sdk", "tensorflow")
    } == set()


def test_the_core_is_pure() -> None:
    """The core has no I/O, no clock and no chance."""
    core = [module for module in modules("handoff") if is_core(module)]
    assert core
    for module in core:
        assert module.takes(*OUTSIDE_WORLD) == [], module
        assert [call for call in module.calls() if CLOCKS.search(call)] == [], module


def test_folders_are_layers() -> None:
    """Each folder of the bridge takes only from itself and from the layers beneath it."""
    rank = {folder: level for level, layer in enumerate(LAYERS) for folder in layer}
    assert _upwards(rank, {m.name: _folder_in(rank, m.file) for m in modules("handoff")}) == []


@pytest.mark.parametrize("room", INNER_LAYERS)
def test_folders_in_a_layer_are_layers(room: str) -> None:
    """Where a layer has folders of its own, they stand on each other in one direction as well."""
    rank = {folder: level for level, layer in enumerate(INNER_LAYERS[room]) for folder in layer}
    inside = {
        m.name: _folder_in(rank, m.file)
        for m in modules("handoff")
        if within(m.name, f"handoff.{room}")
    }
    assert _upwards(rank, inside) == []


def _folder_in(rank: dict[str, int], file: Path) -> str:
    """The folder of `rank` that a file of the bridge is in, the innermost one."""
    folder = file.parent.relative_to(ROOT / "handoff")
    parents = [str(each).removeprefix(".") for each in (folder, *folder.parents)]
    return next(parent for parent in parents if parent in rank)


def _upwards(rank: dict[str, int], folder_of: dict[str, str]) -> list[str]:
    """Imports that go up, or across to another folder of the same layer."""
    return [
        f"{module.name} -> {found}"
        for module in modules("handoff")
        if (mine := folder_of.get(module.name)) is not None
        for found in module.takes("handoff")
        if (owner := _owner(found, set(folder_of))) is not None
        if folder_of[owner] != mine and rank[folder_of[owner]] >= rank[mine]
    ]


def test_every_folder_is_in_a_layer() -> None:
    """A new folder of the bridge has to be given its place."""
    placed = {folder for layer in LAYERS for folder in layer}
    placed |= {folder for layers in INNER_LAYERS.values() for layer in layers for folder in layer}
    placed |= {"store", "usecases", "console", "migrations/versions"}
    placed |= {"migrations/versions/second_room"}
    folders = {str(m.file.parent.relative_to(ROOT / "handoff")) for m in modules("handoff")}
    assert {folder.removeprefix(".") for folder in folders} <= placed


def test_folders_are_small() -> None:
    """A folder can be taken in at a glance."""
    sizes = Counter(m.file.parent for m in modules("handoff") if m.file.name != "__init__.py")
    assert [str(f) for f, size in sizes.items() if size > FILES_A_FOLDER] == []


def test_sql_is_in_the_store() -> None:
    """Nobody else speaks SQL, neither jobs nor use cases: they reach the data through the store."""
    speaks = ("store.", "migrations")
    assert [m.name for m in bridge(sql=True) if not m.inner.startswith(speaks)] == []


def test_the_store_knows_no_web() -> None:
    """What speaks SQL knows neither sockets nor pages."""
    for module in bridge(sql=True):
        if module.inner.startswith("store"):
            assert module.takes("aiohttp", "socketio") == [], module


def test_pages_know_neither_tables_nor_settings() -> None:
    """Channels and console are handed what they need; neither channels know the console."""
    for module in modules("handoff"):
        if module.inner.startswith(("channels", "console")):
            above = ("handoff.store.tables", "handoff.container", "handoff.config.settings")
            registry = module.inner == "channels.registry"
            assert registry or module.takes(*above) == [], module


PLATFORMS = re.compile(r"whats_?app|messenger|web[ _]?chat\b", re.IGNORECASE)
NAMES_PLATFORMS = {
    "handoff/channels/registry.py": "lists the channels that the desk brings",
    "handoff/migrations": "tell what was, by the names that it had",
}
"""What may name a platform beside the channel's own folder, and why."""


def test_only_channels_name_a_platform() -> None:
    """Whoever adds a channel changes nothing else: all other code asks what a channel can."""
    console = (ROOT / "handoff" / "web" / "console").rglob("*.js")
    files = [m.file for m in modules(*PACKAGES)] + list(console)
    own = [f"handoff/channels/{name}" for name in ("webchat", "whatsapp", "messenger")]
    named = {
        str(place): found
        for place, file in ((file.relative_to(ROOT), file) for file in files)
        if (found := PLATFORMS.findall(file.read_text()))
        if not any(place.is_relative_to(each) for each in (*own, *NAMES_PLATFORMS))
    }
    assert not named


def test_channels_know_nothing_of_each_other() -> None:
    """A channel's folder can be taken away: nothing but the registry imports what is in it."""
    for name in ("webchat", "whatsapp", "messenger"):
        mine = f"handoff.channels.{name}"
        for module in modules(*PACKAGES):
            if module.inner != "channels.registry" and not within(module.name, mine):
                assert module.takes(mine) == [], module


def test_settings_are_read_without_what_they_open() -> None:
    """Who asks which channels there are loads neither sockets nor databases for it."""
    asks = (
        "import sys, handoff.channels.registry; print(*{'aiohttp', 'sqlalchemy'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", asks], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_nothing_imports_an_entry_point() -> None:
    """`app.py` builds everything, so nothing but the program itself may know it."""
    for module in modules(*PACKAGES):
        if module.inner != "__main__":
            assert (
                module.takes(*(f"{p}.{end}" for p in PACKAGES for end in ("app", "__main__"))) == []
            )


def test_only_entry_points_build() -> None:
    """What is live is made in the entry points and handed in, never made where it is used."""
    wrong = {
        module.name: built
        for module in modules(*PACKAGES)
        if module.inner not in BUILDERS[module.package]
        if (built := [call for call in module.calls() if BUILT.search(call)])
    }
    assert not wrong


def test_no_import_goes_in_a_circle() -> None:
    """Every module can be understood by reading downwards."""
    names = {module.name for module in modules(*PACKAGES)}
    graph = {
        module.name: {_owner(found, names) for found in module.takes(*PACKAGES)} - {None}
        for module in modules(*PACKAGES)
    }
    assert len(list(TopologicalSorter(graph).static_order())) >= len(names)


def _owner(imported: str, names: set[str]) -> str | None:
    """The module that `imported` is, or is in."""
    parent = imported.rpartition(".")[0]
    return imported if imported in names else parent if parent in names else None


def test_importing_does_nothing() -> None:
    """A module defines things when it is imported: it opens, reads, asks and starts nothing."""
    wrong = {
        module.name: eager
        for module in modules(*PACKAGES)
        if not within(module.name, "handoff.migrations", "handoff.store.tables")
        if not module.name.endswith("tables")
        if (eager := [call for call in module.calls_at_import() if not _harmless(call)])
    }
    assert not wrong


def _harmless(call: str) -> bool:
    """Whether a call makes a constant: a record, a pattern, a table."""
    return bool(HARMLESS.match(call) or (RECORD.search(call) and not LIVE.search(call)))


def test_everything_says_what_it_is() -> None:
    """Every module and every public class has a docstring."""
    silent = [
        f"{module.name}: {getattr(node, 'name', 'module')}"
        for module in modules(*PACKAGES, "scripts", "tests")
        for node in ast.walk(module.tree)
        if isinstance(node, (ast.Module, ast.ClassDef)) and _is_public(node)
        if module.text.strip() and not ast.get_docstring(node)
    ]
    assert not silent


def test_every_module_says_something_of_its_own() -> None:
    """No two modules of the bridge begin with the same line, which is to tell them apart."""
    first = Counter(m.text.partition("\n")[0] for m in modules("handoff") if m.text.strip())
    assert [line for line, times in first.items() if times > 1] == []


def _is_public(node: ast.Module | ast.ClassDef) -> bool:
    return isinstance(node, ast.Module) or not node.name.startswith("_")


def test_every_test_says_what_holds() -> None:
    """The docstring of a test is the sentence that it proves."""
    silent = [
        f"{module.name}: {node.name}"
        for module in modules("tests")
        for node in ast.walk(module.tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        if node.name.startswith("test_") and not (ast.get_docstring(node) or "").endswith(".")
    ]
    assert not silent


def test_nothing_is_printed() -> None:
    """What the packages have to say goes to the log, or to the stream that asked for it."""
    assert {module.name for module in modules(*PACKAGES) if "print" in module.calls()} == set()


def test_names_say_something() -> None:
    """No module or class is a manager, a helper or a bag of utilities."""
    vague = re.compile(r"manager|helper|utils?$|common$|misc$", re.IGNORECASE)
    named = [
        name
        for module in modules(*PACKAGES, "scripts", "tests")
        for name in (module.name.rpartition(".")[2], *_classes(module))
        if vague.search(name)
    ]
    assert not named


def _classes(module: Module) -> list[str]:
    return [node.name for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)]


def test_files_are_short() -> None:
    """A file can be read in one sitting, pages included."""
    pages = (ROOT / "handoff" / "web").rglob("*.js")
    files = [m.file for m in modules(*PACKAGES, "scripts") if not within(m.name, *HISTORY)]
    files += [page for page in pages if not {"dist", "vendor", "node_modules"} & set(page.parts)]
    long = {str(f): n for f in files if (n := len(f.read_text().splitlines())) > LINES_A_FILE}
    assert not long


def test_functions_are_short() -> None:
    """A function does one thing: the usual one is a few lines, and hardly any fills a screen."""
    lengths = {
        f"{module.name}: {node.name}, line {node.lineno}": _length(node)
        for module in modules(*PACKAGES)
        if not within(module.name, *HISTORY)
        for node in ast.walk(module.tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    sizes = sorted(lengths.values())
    assert median(sizes) <= USUAL_LINES
    assert quantiles(sizes, n=100)[94] <= MANY_LINES
    assert {name: size for name, size in lengths.items() if size > MOST_LINES} == {}


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the signature to the end, the docstring not counted."""
    first = function.body[0]
    docstring = ast.get_docstring(function) is not None
    told = (first.end_lineno or 0) - first.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - told
