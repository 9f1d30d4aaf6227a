"""What goes out with a release: images by digest, bills of material, advisories against them."""
