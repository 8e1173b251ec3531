"""Making every index equal to the sources."""
