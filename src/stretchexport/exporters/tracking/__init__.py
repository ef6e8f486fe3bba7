"""What the exporters for training logs (Hevy, wger) have in common.

Such a service is filled by requests to its REST API. An exporter writes them down in a file, in
order and with references between them, and ``stretchexport push`` or a person sends them. The
shape of the file is in ``schemas/tracker-requests.schema.json`` and ``docs/formats.md``.
"""
