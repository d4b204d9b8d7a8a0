"""The sign-in form, without what this installation does not offer."""

from __future__ import annotations

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):  # type: ignore[misc] # the library ships no types
    """Name and password; a lost password is renewed by an administrator, not by e-mail."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs.update(
            {"autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        )
