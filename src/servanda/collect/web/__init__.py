"""The way to the network: addresses checked before they are connected to, robots and pace kept, everything bounded."""
