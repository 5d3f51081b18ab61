"""Templates compiled for one kind of use: very many pages, autoescaped, in one language.

Jinja's generated code allows for sandboxes, async, escaping that changes at run time and a
translation looked up anew for each page. None of that is used here, and leaving it out makes a
page take half the time; the HTML is the same to the byte (the tests compare).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from keyword import iskeyword
from typing import Any, Protocol

import markupsafe
from jinja2 import Environment, TemplateRuntimeError, TemplateSyntaxError, nodes
from jinja2 import Template as JinjaTemplate
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.environment import TemplateModule
from jinja2.nodes import Template
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

GETTEXT, NGETTEXT = "_", "ngettext"
Translate = Callable[[str], str]


class Words(Protocol):
    """The messages of one language."""

    def gettext(self, message: str) -> str: ...

    def ngettext(self, one: str, many: str, number: int) -> str: ...


# What `escape` does with text before it marks it as safe, which text that goes straight to the
# page need not be. Not part of the library's promise, so `escape` is there in its stead.
_escape_text: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


def escaped(value: object) -> str:
    """The value as HTML text, to be put out. Neither safe text nor a number is escaped again."""
    kind = type(value)
    if kind is str:
        return _escape_text(value)  # type: ignore[arg-type]
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is int:
        return str(value)
    return escape(value)


class DirectMacro(Macro):
    """A macro that is called with the arguments that it lists, by place or name, as nearly all are.

    One that is left out is passed on as missing: the macro itself puts its default in its place.
    """

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._plain = not (self.catch_kwargs or self.catch_varargs or self.caller)

    def __call__(self, *args: Any, **kwargs: Any) -> str:
        if not self._plain:
            return super().__call__(*args, **kwargs)
        count = len(args)
        if count < self._argument_count:
            args += tuple([kwargs.pop(name, missing) for name in self.arguments[count:]])
        if kwargs or count > self._argument_count:
            listed = ", ".join(self.arguments)
            raise TemplateRuntimeError(f"the macro {self.name!r} takes nothing else than {listed}")
        # Its parts are escaped where they are put together, as in Jinja's own macros. Markup's
        # own way to make one asks first whether this is a text.
        return str.__new__(Markup, self._func(*args))


class PageCompiler(CodeGenerator):
    """Writes plain calls where Jinja asks at run time what is being called."""

    def visit_Template(self, node: Template, frame: Frame | None = None) -> None:  # noqa: N802
        self.writeline("escaped = environment.escaped")
        super().visit_Template(node, frame)

    @optimizeconst
    def visit_Call(  # noqa: N802 - Jinja's name for it
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        if node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        if isinstance(node.node, nodes.Name) and node.node.name == NGETTEXT:
            self.write("environment.counted")
        else:
            self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        if forward_caller:
            self.write("caller=caller")
        self.write(")")

    def _output_child_pre(self, *_: object) -> None:
        self.write("escaped(")

    def macro_def(self, macro_ref: Any, _: Frame) -> None:
        names = "".join(f"{argument.name!r}, " for argument in macro_ref.node.args)
        self.write(
            f"environment.macro(environment, macro, {getattr(macro_ref.node, 'name', None)!r}, "
            f"({names}), {macro_ref.accesses_kwargs!r}, {macro_ref.accesses_varargs!r}, "
            f"{macro_ref.accesses_caller!r}, True)"
        )


class DirectCompiler(PageCompiler):
    """Reads attributes as Python does. Where there is none, `PageTemplate` starts over."""

    @optimizeconst
    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - as above
        # `self` holds the blocks of a template as items, not as attributes.
        of_self = isinstance(node.node, nodes.Name) and node.node.name == "self"
        if of_self or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


class PageTemplate(JinjaTemplate):
    """A template that is rendered once more, the careful way, where an attribute is missing.

    It may be an item in a dictionary, or undefined and asked for as such; if it is a mistake,
    that comes out with Jinja's own words and the line.
    """

    environment: PageEnvironment

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:  # noqa: ARG002
        """The module for `import`, made once.

        Jinja looks each time whether whoever imports has globals of its own; here nobody has.
        """
        if self._module is None:
            self._module = self.make_module()
        return self._module

    def render(self, *args: Any, **kwargs: Any) -> str:
        try:
            return super().render(*args, **kwargs)
        except AttributeError:
            if self.name is None:
                raise
            return self.environment.careful.get_template(self.name).render(*args, **kwargs)


class _Translator(NodeTransformer):
    """Puts the translation in the place of `_("…")`; what it fills in is escaped, as always."""

    def __init__(self, translate: Translate) -> None:
        self._translate = translate

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 - Jinja's name for it
        self.generic_visit(node)
        if not (isinstance(node.node, nodes.Name) and node.node.name == GETTEXT):
            return node
        (message,) = node.args
        if not isinstance(message, nodes.Const):
            raise TemplateSyntaxError("only a literal can be translated", node.lineno)
        pieces = _pieces(self._translate(message.value), node.kwargs, node.lineno)
        joined: nodes.Node = nodes.Concat(pieces, lineno=node.lineno)
        return pieces[0] if len(pieces) == 1 else joined


@cache
def _cut(message: str) -> tuple[tuple[str, bool], ...]:
    """A message cut at its placeholders, "%(name)s": texts (True), which are safe, and names."""
    pieces: list[tuple[str, bool]] = []
    rest = message
    while rest:
        text, opening, after = rest.partition("%(")
        if text:
            pieces.append((text.replace("%%", "%"), True))
        if not opening:
            break
        name, _, rest = after.partition(")")
        if rest[:1] not in {"s", "d"}:
            raise TemplateRuntimeError(f"%({name}) is no placeholder")
        pieces.append((name, False))
        rest = rest[1:]
    return tuple(pieces)


def _pieces(message: str, arguments: list[nodes.Keyword], line: int) -> list[nodes.Expr]:
    """A message cut at its placeholders, each an argument; the text is safe HTML."""
    values = {argument.key: argument.value for argument in arguments}
    pieces: list[nodes.Expr] = []
    try:
        cut = _cut(message)
    except TemplateRuntimeError as problem:
        raise TemplateSyntaxError(problem.message or "", line) from problem
    for text, safe in cut:
        if safe:
            pieces.append(nodes.MarkSafe(nodes.Const(text, lineno=line), lineno=line))
        elif text in values:
            pieces.append(values[text])
        else:
            raise TemplateSyntaxError(f"nothing is given for %({text})s", line)
    return pieces or [nodes.Const("", lineno=line)]


class PageEnvironment(Environment):
    """An environment of templates in one language, always autoescaped, with `_` done beforehand."""

    code_generator_class: type[CodeGenerator] = DirectCompiler
    template_class: type[JinjaTemplate] = PageTemplate
    escaped = staticmethod(escaped)
    macro = DirectMacro

    def __init__(self, words: Words, **options: Any) -> None:
        super().__init__(autoescape=True, **options)
        self._words = words

    def counted(self, one: str, many: str, num: int, **values: object) -> str:
        """The message for a number, with values put in; these are escaped, as always."""
        values.setdefault("num", num)
        message = _cut(self._words.ngettext(one, many, num))
        return str.__new__(
            Markup, "".join([text if safe else escaped(values[text]) for text, safe in message])
        )

    @cached_property
    def careful(self) -> Environment:
        """The same, but attributes are looked up as Jinja looks them up."""
        environment = self.overlay(bytecode_cache=None)
        environment.code_generator_class = PageCompiler
        environment.template_class = JinjaTemplate
        return environment

    def _parse(self, source: str, name: str | None, filename: str | None) -> Template:
        tree = super()._parse(source, name, filename)
        translated: Template = _Translator(self._words.gettext).visit(tree)
        return translated
