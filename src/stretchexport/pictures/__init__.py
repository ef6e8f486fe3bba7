"""The user's own pictures: found, looked into, and made ready to be shown.

Nothing is read outside of the routine's folder, and no picture is used before it was decoded as a
whole. What is wrong with one is a :class:`~stretchexport.pictures.flaw.Flaw`. Pillow and Typst are
loaded for a routine that has a picture only.
"""
