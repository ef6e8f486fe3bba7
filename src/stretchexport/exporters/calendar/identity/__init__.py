"""Which event is which from one calendar file to the next (RFC 5545 section 3.8.4.7).

Nothing here knows of files on the disk, of the command line, or of ``icalendar``, which forgets how
a line was folded: what did not change has to keep its bytes.
"""
