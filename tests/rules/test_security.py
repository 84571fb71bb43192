"""Credentials; those here are put together at run time, so that no scanner takes them for real."""

from __future__ import annotations

import json
import pickle
from base64 import b64encode
from typing import Any

import pytest

from linter.engine import lint, lint_bytes
from linter.report import render
from linter.rules.security import _is_marked
from linter.settings import Settings
from linter.source import Source
from tests.rules.manifests import complete, places, problems

RULE = "hardcoded-secret"

MIXED = "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0"
UPPER = "A2B3C4D5E6F7G2H3"
BLOCK = "-----BEGIN {0}PRIVATE KEY-----\n{1}\n-----END {0}PRIVATE KEY-----"

KINDS = {
    "openai": ("sk" + "-" + MIXED, "an OpenAI key"),
    "openai-project": ("sk" + "-proj-" + MIXED + "_" + MIXED[:9], "an OpenAI key"),
    "anthropic": ("sk" + "-ant-api03-" + MIXED + "-" + MIXED, "an Anthropic key"),
    "openrouter": ("sk" + "-or-v1-" + MIXED.lower(), "an OpenRouter key"),
    **{f"github-{kind}": (f"gh{kind}" + "_" + MIXED[:36], "a GitHub token") for kind in "pousr"},
    "github-fine": ("github" + "_pat_" + MIXED[:22] + "_" + MIXED, "a GitHub token"),
    **{
        f"gitlab-{kind}": (f"gl{kind}" + "-" + MIXED[:20], "a GitLab token")
        for kind in ("pat", "dt", "rt", "ptt", "cbt", "soat")
    },
    "aws": ("AK" + "IA" + UPPER, "an AWS access key"),
    "aws-temporary": ("AS" + "IA" + UPPER, "an AWS access key"),
    "bedrock": ("AB" + "SK" + MIXED + "+/" + MIXED + "==", "an Amazon Bedrock key"),
    "google": ("AI" + "za" + MIXED[:35], "a Google API key"),
    "google-client": ("GOC" + "SPX-" + MIXED[:28], "a Google client secret"),
    **{
        f"slack-{kind}": (f"xox{kind}" + "-123456789012-" + MIXED[:24], "a Slack token")
        for kind in "abeprs"
    },
    "slack-app": ("xapp" + "-1-A0123-" + MIXED[:30], "a Slack token"),
    "stripe": ("sk" + "_live_" + MIXED[:24], "a Stripe key"),
    "stripe-restricted": ("rk" + "_test_" + MIXED[:24], "a Stripe key"),
    "hugging-face": ("hf" + "_" + MIXED[:34], "a Hugging Face token"),
    "azure": (MIXED + MIXED[:12] + "JQQ" + "J99" + MIXED[:26], "an Azure key"),
    "private-key": (BLOCK.format("RSA ", MIXED + "\n" + MIXED), "a private key"),
    "private-key-plain": (BLOCK.format("", MIXED + "+/"), "a private key"),
    "private-key-escaped": (
        BLOCK.format("OPENSSH ", MIXED + "\n" + MIXED).replace("\n", "\\n"),
        "a private key",
    ),
    "private-key-encrypted": (
        BLOCK.format("EC ", f"Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128\n\n{MIXED}\n{MIXED}"),
        "a private key",
    ),
}
TOKENS = {name: token for name, (token, _) in KINDS.items()}
JWT = ".".join(("ey" + "JhbGciOiJIUzI1NiJ9", "ey" + "JzdWIiOiJhbm4iLCJpYXQiOjF9", MIXED))
LOGIN = b64encode(b"ann:correct horse").decode()
LOGINS_OF_MANUALS = (
    *(b"Aladdin:open sesame", b"Aladdin:OpenSesame", b"username:password", b"user:password"),
    *(b"user:passwd", b"admin:changeme", b"admin:password", b"user_name:pass-word"),
)


def user(text: str) -> str:
    """Write a snippet with a message."""
    return f"messages: {json.dumps([{'role': 'user', 'content': text}])}\n"


def header(name: str, value: Any) -> str:
    """Write a snippet with an MCP server that gets a header."""
    server = {"type": "mcp-server-url", "url": "https://mcp.example.com", "enable_all_tools": True}
    return f"mcp_servers: {json.dumps([{**server, 'headers': {name: value}}])}\n"


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("around", ["{}", "Use '{}', please.", "key={};", "см. {}\nand so on"])
def test_formats(name: str, around: str) -> None:
    token, kind = KINDS[name]
    text = around.format(token)
    assert places(RULE, user(text)) == [f"/messages/0/content: {token}"]
    [problem] = problems(RULE, user(text))
    assert problem.message == f"{kind} in the manifest: revoke it, and remove it from the text"
    assert problem.help is None
    assert problem.notes == ()


@pytest.mark.parametrize("key", ["AccountKey", "SharedAccessKey", "AccessKey"])
def test_connection_strings(key: str) -> None:
    token = MIXED + MIXED + "=="
    text = f"DefaultEndpointsProtocol=https;{key}={token};EndpointSuffix=core.windows.net"
    assert places(RULE, user(text)) == [f"/messages/0/content: {token}"]
    assert problems(RULE, user(text))[0].message.startswith("an Azure key")


@pytest.mark.parametrize("token", [MIXED, MIXED[:16], "ab.cd-ef_gh~1234+/==", JWT])
def test_bearer_tokens_in_texts(token: str) -> None:
    text = f'curl -H "Authorization: Bearer {token}" https://example.com'
    assert places(RULE, user(text)) == [f"/messages/0/content: {token}"]
    assert problems(RULE, user(text))[0].message.startswith("a bearer token in the manifest")


def test_passwords_in_texts() -> None:
    text = f"curl -H 'Authorization: Basic {LOGIN}'"
    assert places(RULE, user(text)) == [f"/messages/0/content: {LOGIN}"]
    assert problems(RULE, user(text))[0].message.startswith("a password in Base64")


@pytest.mark.parametrize("name", ["Authorization", "authorization", "Proxy-Authorization"])
@pytest.mark.parametrize(
    ("value", "token"),
    [
        ("Bearer hunter2", "hunter2"),
        ("bearer  opensesame", "opensesame"),
        ("Token 12345678", "12345678"),
        (f"Basic {LOGIN}", LOGIN),
        ("correcthorse", "correcthorse"),
        (f"Bearer {JWT}", JWT),
        (f"Bearer {TOKENS['openai']}", TOKENS["openai"]),
        ("Bearer\nsplit-over-lines-1", "split-over-lines-1"),
    ],
)
def test_authorization(name: str, value: str, token: str) -> None:
    snippet = header(name, value)
    assert places(RULE, snippet) == [f"/mcp_servers/0/headers/{name}: {token}"]
    [problem] = problems(RULE, snippet)
    assert problem.message.endswith(
        "revoke it, and write tfy-secret://tenant:group:key in its place"
    )


def test_authorization_of_no_known_format() -> None:
    [problem] = problems(RULE, header("Authorization", "Bearer hunter2"))
    assert problem.message.startswith("a literal Authorization value in the manifest")


@pytest.mark.parametrize(
    "name", ["api-key", "X-Api-Key", "Ocp-Apim-Subscription-Key", "PRIVATE-TOKEN", "x-goog-api-key"]
)
def test_keys_in_headers(name: str) -> None:
    key = "0123456789abcdef" * 2
    assert places(RULE, header(name, key)) == [f"/mcp_servers/0/headers/{name}: {key}"]
    assert problems(RULE, header(name, key))[0].message.startswith("a literal key in the manifest")
    assert places(RULE, header(name, "0123456789abcde")) == []
    assert places(RULE, header(name, "production-cluster")) == []


def test_jwts_in_headers() -> None:
    snippet = header("X-Session", f"id {JWT}")
    assert places(RULE, snippet) == [f"/mcp_servers/0/headers/X-Session: {JWT}"]
    assert problems(RULE, snippet)[0].message.startswith("a JWT in the manifest")
    assert places(RULE, user(f"A JWT looks like {JWT}")) == []


@pytest.mark.parametrize(
    ("snippet", "path"),
    [
        ("model_configuration: {extra_parameters: {extra_headers: HEADERS}}\n", "extra_headers"),
        ("model_configuration: {extra_parameters: {headers: HEADERS}}\n", "headers"),
        (
            "routing_config: {load_balance_targets: [{headers_override: {set: HEADERS}}]}\n",
            "set",
        ),
        (
            "routing_config: {load_balance_targets: [{override_params: {headers: HEADERS}}]}\n",
            "headers",
        ),
    ],
)
def test_other_places_of_headers(snippet: str, path: str) -> None:
    [place] = places(RULE, snippet.replace("HEADERS", "{Authorization: Bearer hunter2}"))
    assert place.endswith(f"/{path}/Authorization: hunter2")
    assert places(RULE, snippet.replace("HEADERS", "{Authorization: 'Bearer ${TOKEN}'}")) == []
    assert places(RULE, snippet.replace("HEADERS", "[Authorization, hunter2]")) == []


def test_everywhere_in_the_manifest() -> None:
    token = TOKENS["github-p"]
    snippet = f"""\
description: {token}
metadata: {{ci: [1, {{token: {token}}}]}}
variables: {{key: {token}}}
tools: [{{type: function, function: {{name: a, description: 'Uses {token}'}}}}]
mcp_servers: [{{headers: {{Authorization: Bearer {token}, X-Other: '{token}'}}}}]
"""
    assert places(RULE, snippet) == [
        f"/mcp_servers/0/headers/Authorization: {token}",
        f"/mcp_servers/0/headers/X-Other: {token}",
        f"/description: {token}",
        f"/metadata/ci/1/token: {token}",
        f"/variables/key: {token}",
        f"/tools/0/function/description: {token}",
    ]


def test_several_in_a_text() -> None:
    first, second = TOKENS["aws"], TOKENS["slack-b"]
    assert places(RULE, user(f"{first} {second} {first}")) == [
        f"/messages/0/content: {token}" for token in (first, second, first)
    ]


@pytest.mark.parametrize(
    "value",
    [
        *("Bearer tfy-secret://acme:mcp-secrets:wiki", "tfy-secret://acme:mcp-secrets:wiki"),
        *("Bearer {{token}}", "Bearer ${TOKEN}", "Bearer $TOKEN", "Bearer <token>", "<token>"),
        *("Bearer %TOKEN%", "Bearer xxxxxxxxxxxxxxxx", "Bearer ****************", "Bearer ..."),
        *("Bearer your-key-here", "Bearer YOUR_API_KEY", "Bearer put-it-here", "Bearer 00000000"),
        *("Bearer MCP_TOKEN", "Bearer env.MCP_TOKEN", "Bearer secrets.MCP_TOKEN", "Bearer token"),
        *("Bearer access_token", "Bearer", "Basic", "", "  ", "Bearer vault:mcp/wiki#token"),
        *("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "as the gateway has it", "Bearer changeme"),
        *("Basic dXNlcjpwYXNz", "Basic dXNlcm5hbWU6cGFzc3dvcmQ", "Basic dXNlcjpwYXNzd29yZA"),
        *("Bearer env:TOKEN_OF_THE_WIKI", "Bearer secret", "Bearer <your token goes here>"),
        "Bearer " + "ey" + "JhbGciOiJIUzI1NiJ9." + "ey" + "JzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6"
        "IkpvaG4gRG9lIn0." + MIXED,
        5,
        None,
    ],
)
def test_stand_ins_in_headers(value: Any) -> None:
    assert places(RULE, header("Authorization", value)) == []
    # The same among texts that are looked at, because the file has some credential.
    beside = header("Authorization", value) + user(TOKENS["aws"])
    assert places(RULE, beside) == [f"/messages/0/content: {TOKENS['aws']}"]


@pytest.mark.parametrize(
    "text",
    [
        "AKIA" + "IOSFODNN7EXAMPLE",
        "ASIA" + "IOSFODNN7EXAMPLE",
        "AKIA" + "XXXXXXXXXXXXXXXX",
        "AKIA" + UPPER + "Z",
        "xAKIA" + UPPER,
        "sk-" + "x" * 48,
        "sk-" + "your-openai-api-key-goes-in-this-place",
        "sk-" + "0" * 48,
        "sk-...",
        "sk-<your key>",
        "sk-" + "this-is-how-a-key-begins-and-no-more-42",
        "task-" + MIXED,
        "sk-" + MIXED[:12],
        "class sk-folding-cube1 and sk-circle-fade-dot2",
        "ghp_" + MIXED[:35],
        "ghp_" + "PLACEHOLDER" + MIXED[:30],
        "ghx_" + MIXED,
        "the ghp_ prefix",
        "glpat-" + MIXED[:19],
        "glpat-" + "x" * 20,
        "AIza" + MIXED[:34],
        "xoxb-not-a-tok",
        "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc",
        "sk_test_" + MIXED[:15],
        "ask_live_" + MIXED,
        "hf_hub_download(repo_id)",
        "hf_" + MIXED[:29],
        "-----BEGIN PRIVATE KEY----- begins a private key",
        "-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----",
        BLOCK.format("", "<base64>"),
        BLOCK.format("", "MIIE" + "x" * 60),
        "-----BEGIN PUBLIC KEY-----\n" + MIXED + MIXED,
        "-----BEGIN CERTIFICATE-----\n" + MIXED + MIXED,
        "AccountKey=" + "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq==",
        "AccountKey=<key>",
        "AccountKey=" + MIXED[:29],
        "JQQ" + "J99" + MIXED[:26],
        "Authorization: Bearer <token>",
        "Bearer {{access_token_of_the_user}}",
        "Bearer authentication-and-more-of-it",
        "Bearer tfy-secret://acme:mcp-secrets:wiki",
        "Bearer " + MIXED[:15],
        "Basic responsibilities are listed below",
        "Basic " + b64encode(b"no colon in it").decode(),
        "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==",
        "Authorization: Basic YWxhZGRpbjpvcGVuc2VzYW1l",
        "Authorization: Basic dXNlcjpwYXNz",
        *(f"Basic {b64encode(each).decode()}" for each in LOGINS_OF_MANUALS),
        MIXED,
        "0123456789abcdef" * 4,
        "f47ac10b-58cc-4372-a567-0e02b2c3d479",
    ],
)
def test_near_misses(text: str) -> None:
    assert places(RULE, user(text)) == []
    assert places(RULE, user(f"{text}\n{TOKENS['google']}")) == [
        f"/messages/0/content: {TOKENS['google']}"
    ]


@pytest.mark.parametrize(
    "login", [b"user:hunter2", b"ann:password", b"users:secret", b"admin:5ecret"]
)
def test_logins_that_only_resemble_those_of_manuals(login: bytes) -> None:
    encoded = b64encode(login).decode()
    assert places(RULE, user(f"Basic {encoded}")) == [f"/messages/0/content: {encoded}"]


def test_other_headers_do_not_hide_one() -> None:
    snippet = "mcp_servers: [{headers: {5: x, X-A: 5, Authorization: Bearer hunter2}}]"
    assert places(RULE, snippet) == ["/mcp_servers/0/headers/Authorization: hunter2"]


def test_names_of_other_headers() -> None:
    assert places(RULE, header("X-Request-Id", "0123456789abcdef" * 2)) == []
    assert places(RULE, header("X-Author", "hunter2hunter2hunter2")) == []
    assert places(RULE, header("Idempotency-Key", MIXED)) == []


@pytest.mark.parametrize("name", KINDS)
def test_the_quick_look_misses_no_format(name: str) -> None:
    assert _is_marked(Source("x", f"key: {TOKENS[name]}"))
    assert not _is_marked(Source("x", "risk-free, flat-rate, _private_, A Basic Bear"))


STYLES = {
    "plain": "Use {} now.",
    "single": "'It''s {}.'",
    "double": '"\\u00e9 \\"{}\\" \\x41"',
    "literal": "|\n      Use this:\n\n      {}\n",
    "folded": ">-\n      Use this,\n      which is {} here\n",
}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ["openai", "aws", "stripe"])
def test_the_credential_alone_is_underlined(style: str, name: str) -> None:
    token = TOKENS[name]
    text = complete("messages:\n  - role: user\n    content: " + STYLES[style].format(token) + "\n")
    source = Source("prompt.yaml", text)
    [finding] = lint(source, Settings()).findings
    assert finding.rule == RULE
    start = source.line_starts[finding.place.line - 1] + finding.place.column - 1
    end = source.line_starts[finding.place.end_line - 1] + finding.place.end_column - 1
    assert source.text[start:end] == token


def test_a_credential_over_several_lines_is_masked_whole() -> None:
    token = TOKENS["anthropic"]
    split = f'"Use {token[:20]}\\\n      {token[20:]} now"'
    text = complete(f"messages:\n  - role: user\n    content: {split}\n")
    result = lint(Source("prompt.yaml", text), Settings())
    assert [finding.rule for finding in result.findings] == [RULE]
    shown = render("full", [result], color=False, version="0")
    assert token[:20] not in shown
    assert token[20:] not in shown


LEAKS = [
    *(user(f"{token} is it") for token in TOKENS.values() if "\n" not in token),
    user(TOKENS["private-key"]),
    header("Authorization", f"Bearer {TOKENS['slack-b']}"),
    header("X-Other", f"Bearer {TOKENS['hugging-face']}\u00e9"),
    f"name: {TOKENS['openai']}.\n",
    f"ml_repo: {TOKENS['github-p']}\n",
    f"version_alias: {TOKENS['gitlab-pat']}\n",
    f"messages: [{{role: {TOKENS['aws']}, content: x}}]\n",
    f"messages: [{{role: user, content: x, {TOKENS['hugging-face']}: 1}}]\n",
    f"guardrails: {{input_guardrails: [{TOKENS['stripe']}, {TOKENS['stripe']}]}}\n",
    f"model_configuration: {{provider: a, model: {TOKENS['google']}/x}}\n",
    f"metadata: {{a: {TOKENS['aws']}, a: {TOKENS['openai']}}}\nname: a b\n",
    f"description: {TOKENS['openrouter']}\nversion: one\nversion_alias: one\n",
]
RULES_LEFT_OUT = frozenset({RULE})


@pytest.mark.parametrize("number", range(len(LEAKS)))
@pytest.mark.parametrize("ignore", [frozenset[str](), RULES_LEFT_OUT])
@pytest.mark.parametrize("format_name", ["full", "concise", "json"])
def test_no_report_ever_shows_one(number: int, ignore: frozenset[str], format_name: str) -> None:
    text = complete(LEAKS[number] + f"vresion: {TOKENS['stripe']}\n")
    result = lint(Source("prompt.yaml", text), Settings(ignore=ignore))
    assert result.findings
    shown = render(format_name, [result], color=False, version="0")
    secrets = [token for token in TOKENS.values() if token in text]
    if format_name == "json":
        # Pointers are made of keys, and a credential as a key is not a case worth a wrong pointer.
        shown = "".join(line for line in shown.splitlines() if '"pointer"' not in line)
    for token in secrets:
        for piece in token.split("\n"):
            assert len(piece) < 20 or piece[8:] not in shown


def test_a_file_that_can_not_be_parsed_shows_none_either() -> None:
    text = f"type: chat_prompt\ndescription: {TOKENS['openai']}\nmessages: ]\n"
    result = lint(Source("prompt.yaml", text), Settings())
    assert [finding.rule for finding in result.findings] == ["syntax-error"]
    shown = render("full", [result], color=False, version="0")
    assert "description: ****" in shown
    assert TOKENS["openai"] not in shown


def test_results_can_be_sent_between_processes() -> None:
    text = complete(user(TOKENS["aws"]) + "name: a\n---\nname: a\n").encode()
    result = lint_bytes("prompt.yaml", text, Settings())
    assert {finding.rule for finding in result.findings} == {RULE, "duplicate-prompt"}
    copy = pickle.loads(pickle.dumps(result))
    assert copy._replace(source=None) == result._replace(source=None)
    assert copy.source.text == result.source.text if result.source else None
    shown = render("full", [result], color=False, version="0")
    assert render("full", [copy], color=False, version="0") == shown
