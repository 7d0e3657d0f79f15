"""What the field knows, as dated and sourced TOML with its reader; and the made-up practice city."""
