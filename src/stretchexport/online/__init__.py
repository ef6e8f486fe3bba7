"""What all commands have in common that sign in to a server: addresses, secrets, the wire.

A secret goes to one server and no other, over TLS or not beyond this computer, and into no message.
"""
