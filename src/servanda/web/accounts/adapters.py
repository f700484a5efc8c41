"""What allauth asks of a desk: nobody signs up by himself, no mail is sent, and the secrets of second factors are not in the clear."""

import hashlib
import secrets
import time
from base64 import b32encode
from typing import Any, Final

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from nacl.encoding import Base64Encoder
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

_N_LOST: Final = 20
_PURPOSE: Final = b"second factors of a desk "


class Accounts(DefaultAccountAdapter):
    """Accounts that an administrator makes."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell that nobody makes an account for himself."""
        del request
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing: a desk knows no addresses of people and reaches no network."""

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Tell whether a password or code is asked for once more: not of who signed in within the last minutes."""
        newest = max((one["at"] for one in get_authentication_records(self.request, self.request.user)), default=0.0)
        is_fresh = time.time() - newest < REAUTHENTICATION_TIMEOUT
        return not is_fresh and bool(super().is_reauthentication_required(app=app, **more))


class SecondFactors(DefaultMFAAdapter):
    """Second factors, whose secrets are kept encrypted under the secret of the desk."""

    def encrypt(self, text: str) -> str:
        """Return a secret as it is kept."""
        return _box().encrypt(text.encode(), encoder=Base64Encoder).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a secret that was kept; one that was kept under another key is lost, so that no code is right for it."""
        try:
            return _box().decrypt(encrypted_text.encode(), encoder=Base64Encoder).decode()
        except CryptoError:
            return b32encode(secrets.token_bytes(_N_LOST)).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Tell whether a second factor may go: not the last one, since nobody comes in without."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=("totp", "webauthn"))
        return bool(others.exclude(pk=authenticator.pk).exists())


def _box() -> SecretBox:
    return SecretBox(hashlib.sha256(_PURPOSE + settings.SECRET_KEY.encode()).digest())
