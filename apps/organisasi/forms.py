"""Forms of signing in."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField


class MasukForm(AuthenticationForm):
    """The login form in the words of the office."""

    username = UsernameField(label="Nama pengguna", widget=forms.TextInput(attrs={"autofocus": True}))
    password = forms.CharField(
        label="Kata sandi",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": "Nama pengguna atau kata sandi salah. Periksa huruf besar dan kecilnya.",
        "inactive": "Akun ini tidak aktif. Hubungi administrator satker Anda.",
    }
