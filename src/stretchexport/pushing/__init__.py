"""A routine sent to a service that trains by it: Hevy, wger, Intervals.icu, Garmin Connect.

What a service should have is a :class:`~stretchexport.pushing.package.Package`: objects in order,
each with how to find, create and update it (``docs/formats.md``, "Files of requests"). Sending one
looks for every object first, so that a second time changes what is there and makes nothing twice,
and one that broke off is completed.
"""
