"""``stretchexport validate``."""

from __future__ import annotations

import typer

from stretchexport.cli.common import (
    ExitCode,
    FilesArgument,
    FormatOption,
    OutputFormat,
    print_findings,
    print_json,
    say_error,
    unreadable,
)


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(
        epilog="Example:  stretchexport validate examples/*.yaml",
    )(validate)


def validate(
    files: FilesArgument,
    strict: bool = typer.Option(False, "--strict", help="Let warnings fail too."),
    output: FormatOption = OutputFormat.TEXT,
) -> None:
    """Check routine files: form, names, doses, dates."""
    from stretchexport.findings import Severity
    from stretchexport.loading import Loaded, load
    from stretchexport.reporting.data import finding_data
    from stretchexport.reporting.text import summary

    code = ExitCode.FINE
    results: list[dict[str, object]] = []
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    for file in files:
        try:
            loaded: Loaded = load(file)
        except OSError as error:
            code = ExitCode.FILES
            results.append({"file": file, "valid": False, "problem": unreadable(file, error)})
            if output is OutputFormat.TEXT:
                say_error(unreadable(file, error))
            continue
        failed = any(finding.severity in failing for finding in loaded.findings)
        code = max(code, ExitCode.ERRORS if failed else ExitCode.FINE)
        if output is OutputFormat.TEXT:
            print_findings(loaded, err=False)
            counted = summary(loaded.findings) or "no findings"
            typer.echo(f"{file}: {'failed' if failed else 'valid'}, {counted}")
        results.append(
            {
                "file": file,
                "valid": not failed,
                "findings": [finding_data(finding) for finding in loaded.findings],
            }
        )
    if output is OutputFormat.JSON:
        print_json({"files": results})
    raise typer.Exit(code)
