"""Groups of commands of which one need not be named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class DefaultGroup(click.Group):
    """A group in which anything but a command's name is arguments of its default command."""

    default: str

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before arguments that do not begin with a command."""
        if ctx.resilient_parsing and not args:
            # A shell asks what the first word may be.
            return super().parse_args(ctx, args)
        if not args or not self.is_own(ctx, args[0]):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an interrupt is told by whoever called, not by an empty line first."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as interrupt:
            raise click.Abort from interrupt

    def is_own(self, ctx: click.Context, word: str) -> bool:
        """Whether a first argument is a command's name, or an option of the group itself."""
        # A hidden option of the group is there for the default command's option of that name.
        params = [param for param in self.get_params(ctx) if not getattr(param, "hidden", False)]
        own = [name for param in params for name in param.opts if name[:1] == "-"]
        return word in own or word in self.list_commands(ctx)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the first word: a command or an option, else what may follow the default."""
        found = super().shell_complete(ctx, incomplete)
        if found and not incomplete.startswith("-"):
            return found
        command = self.get_command(ctx, self.default)
        if command is None:
            return found
        inner = command.make_context(self.default, [], parent=ctx, resilient_parsing=True)
        if incomplete.startswith("-"):
            known = {item.value for item in found}
            others = command.shell_complete(inner, incomplete)
            return found + [item for item in others if item.value not in known]
        arguments = [param for param in command.params if isinstance(param, click.Argument)]
        return arguments[0].shell_complete(inner, incomplete) if arguments else found
