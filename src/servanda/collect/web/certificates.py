"""What an encrypted connection tells of the server."""

import ssl

from servanda.collect.config import CollectConfig
from servanda.errors import ConfigError
from servanda.model.captures import TlsFacts
from servanda.model.codec import sha256


def tls_context(config: CollectConfig, *, is_verified: bool) -> ssl.SSLContext:
    """Return what connections are made with: TLS 1.2 at least, certificates checked unless said otherwise.

    Raises `ConfigError` where the file of authorities cannot be read.
    """
    try:
        context = ssl.create_default_context(cafile=config.ca_file)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(f"[collect] ca_file {config.ca_file}: cannot be read ({error}). It must be PEM.") from error
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if not is_verified:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def tls_facts(connected: ssl.SSLSocket, *, is_verified: bool) -> tuple[bytes, TlsFacts]:
    """Return the certificate that a server showed (DER) and what the connection was encrypted with."""
    certificate = connected.getpeercert(binary_form=True) or b""
    cipher = connected.cipher()
    return certificate, TlsFacts(
        protocol=connected.version() or "unknown",
        cipher=cipher[0] if cipher else "unknown",
        certificate_sha256=sha256(certificate),
        is_verified=is_verified,
        **_names(certificate),
    )


def _names(certificate: bytes) -> dict[str, str]:
    try:
        from cryptography import x509

        read = x509.load_der_x509_certificate(certificate)
        return {
            "subject": read.subject.rfc4514_string(),
            "issuer": read.issuer.rfc4514_string(),
            "valid_from": read.not_valid_before_utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "valid_until": read.not_valid_after_utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
    except ValueError:  # a certificate that breaks the rules of its form: its hash still names it
        return {}
