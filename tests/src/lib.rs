//! Nothing of its own: the tests stand in `tests/`, the programs that they compile in `ui/`.
