"""Small tools that every floor may use: standard library and platformdirs only."""
