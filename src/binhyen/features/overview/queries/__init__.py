"""Questions to the engines, put together for one page each; they never write."""
