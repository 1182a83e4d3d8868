"""Writes the Parquet files of the tests by pyarrow, pandas and Polars, as people have them."""
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq

out = Path(sys.argv[1])
steps = pd.DataFrame(
    {
        "clip": ["p", "p", "p", "q", "q", "r", "r", "r"],
        "when": pd.to_datetime(["2024-01-01 0%d:00" % hour for hour in (2, 0, 1, 0, 1, 0, 1, 2)]),
        "load": [0.25, -1.5, None, 2.0, 1.0, 0.5, 3.0, 4.0],
        "button": pd.array([3, 1, 2, 0, 1, 2, 2, 3], dtype="int64"),
        "real": [True, True, True, True, True, True, True, False],
        "mood": pd.Categorical(["up", "up", "up", "down", "down", "up", "up", "up"]),
    }
)
steps.to_parquet(out / "steps.parquet")
for codec in ("gzip", "brotli", "zstd", "lz4", "none"):
    steps.to_parquet(out / f"steps-{codec}.parquet", compression=None if codec == "none" else codec)
pl.from_pandas(steps).write_parquet(out / "steps-polars.parquet")
pq.write_table(
    pa.Table.from_pandas(steps), out / "steps-groups.parquet", row_group_size=3, data_page_version="2.0"
)
steps.set_index("when").to_parquet(out / "steps-index.parquet")
steps.iloc[:0].to_parquet(out / "empty.parquet")

sequences = pa.table(
    {
        "id": ["p", "q", "r"],
        "tokens": pa.array([[1, 2, 3], [4, 5], [0, 1, 2, 3]], pa.list_(pa.int64())),
        "words": pa.array([["a", "b", "a"], ["c", "c"], ["a", "b", "c", "b"]]),
        "x": pa.array([[0.5, None, 1.5], [2.5, 3.5], [4.5, 5.5, 6.5, 7.5]], pa.list_(pa.float32())),
        "z": pa.array([[1.0, 2.0, 3.0], [4.0, 5.0], [6.0, 7.0, 8.0, 9.0]], pa.list_(pa.float64())),
        "pairs": pa.array(
            [[[1, 2], [3, 4], [5, 6]], [[7, 8], [9, 10]], [[11, 12], [13, 14], [15, 16], [17, 18]]],
            pa.list_(pa.list_(pa.float64())),
        ),
        "fixed": pa.array([[1, 2], [3, 4], [5, 6]], pa.list_(pa.float32(), 2)),
        "mask": pa.array([[1, 1, 0], [1, 1], [1, 1, 1, 0]], pa.list_(pa.int8())),
        "tags": pa.array([[1, 0], [0, 1], [1, 1]], pa.list_(pa.int64())),
        "each": pa.array([[0, 1, 0], [1, 1], [0, 0, 1, 1]], pa.list_(pa.int64())),
        "label": pa.array([7, 3, 7], pa.int64()),
        "place": pa.array([{"lat": 1.0, "lon": 2.0}] * 3),
    }
)
pq.write_table(sequences, out / "lists.parquet")
pq.write_table(
    pa.table(
        {
            "text": ["A good film", "bad film", "good"],
            "label": ["pos", "neg", "pos"],
            "huge": pa.array([2**60, 2**60 + 1, 5], pa.int64()),
            "half": pa.array(np.array([0.5, 1.5, 2.5], "float16"), pa.float16()),
            "money": pa.array(["1.25", "2.50", "3.75"]).cast(pa.decimal128(8, 2)),
        }
    ),
    out / "texts.parquet",
)

records = {
    "id": pa.array([bytes([row // 2] * 16) for row in range(6)], pa.binary(16)),
    "step": pa.array([{"a": row, "b": 1.0} for row in range(6)]),
    "far": pa.array([2**55 + row for row in range(6)], pa.int64()),
    "clip": ["p", "p", "q", "q", "r", "r"],
}
pq.write_table(pa.table(records), out / "records.parquet")
