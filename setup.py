"""What setup.cfg cannot say: packages found by themselves, and the two that lie outside ``kg/``."""

from setuptools import find_packages, setup

setup(packages=[*find_packages(include=["kg", "kg.*"]), "kg.ontology", "kg.corpus"])
