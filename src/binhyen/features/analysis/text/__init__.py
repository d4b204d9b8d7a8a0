"""What leaves the screen: sheets and documents."""
