"""The middle pane: questions, answers, the evidence they stand on, and earlier conversations."""
