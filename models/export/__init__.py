"""Networks for other programs: ONNX, and a page for a browser."""
