"""What the proofs of recovery share: a gateway, a Discord, a main app, senders, faults, and the count of what came of it."""
