"""A contract type import-linter lacks: from outside a module only its public names may be imported."""

from __future__ import annotations

from importlinter import Contract, ContractCheck, fields, output


class OwnInternals(Contract):
    """For each child of the containers, descendants not under a public name have no outside importers."""

    containers = fields.ListField(subfield=fields.StringField())
    public = fields.ListField(subfield=fields.StringField())
    exempt = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph, verbose):
        chains = sorted(
            (importer, internal)
            for container in self.containers
            for module in graph.find_children(container)
            for internal in graph.find_descendants(module)
            if self._is_internal(module, internal)
            for importer in graph.find_modules_that_directly_import(internal)
            if not self._may(importer, module)
        )
        return ContractCheck(kept=not chains, metadata={"chains": chains})

    def render_broken_contract(self, check):
        for importer, internal in check.metadata["chains"]:
            output.print_error(f"{importer} may not import {internal}: use its module's api")

    def _is_internal(self, module, internal):
        first = internal[len(module) + 1 :].split(".")[0]
        return first not in self.public

    def _may(self, importer, module):
        inside = importer == module or importer.startswith(f"{module}.")
        return inside or any(
            importer == name or importer.startswith(f"{name}.") for name in self.exempt or ()
        )
