"""How a build runs: stages, executors, the pipeline, its report, and the preview."""
