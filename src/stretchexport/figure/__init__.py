"""A mannequin drawn from joint angles: a pose in, flat vector art (SVG) out.

The way of a drawing: angles become bones (:mod:`~stretchexport.figure.skeleton`), hands and feet go
where they are pinned (:mod:`~stretchexport.figure.pins`), the bones get a surface of some 600
ellipsoids (:mod:`~stretchexport.figure.surface`), a depth buffer says which of them is seen
(:mod:`~stretchexport.figure.raster`), and its edges are traced into smooth lines and fills
(:mod:`~stretchexport.figure.drawing`).

World axes: x forward, y to the figure's left, z up; the floor is z = 0 and the pelvis stands above
the origin. Lengths are in cm, angles in degrees. With all angles 0 the figure stands with its arms
hanging and its palms at the thighs, and the frame of every bone is parallel to the world.
"""
