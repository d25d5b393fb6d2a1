"""Forms of signing in."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, UsernameField


class MasukForm(AuthenticationForm):
    """The login form in the words of the office."""

    # Longer than any account's name; PostgreSQL could not even keep it as a failed attempt.
    username = UsernameField(
        label="Nama pengguna",
        max_length=150,
        widget=forms.TextInput(attrs={"autofocus": True}),
        error_messages={"max_length": "Nama pengguna paling panjang 150 karakter. Periksa lagi ketikannya."},
    )
    password = forms.CharField(
        label="Kata sandi",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    error_messages = {
        "invalid_login": "Nama pengguna atau kata sandi salah. Periksa huruf besar dan kecilnya.",
        "inactive": "Akun ini tidak aktif. Hubungi administrator satker Anda.",
    }
