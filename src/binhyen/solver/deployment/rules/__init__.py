"""The rules of a deployment, one small class each; `ALL` lists them in the order of the planning model."""
