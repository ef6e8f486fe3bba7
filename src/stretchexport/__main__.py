"""``python -m stretchexport`` is the ``stretchexport`` command."""

from stretchexport.cli import main

main()
