"""What every sampler shares: even points, proposals, weights under control."""
