"""The design system, shown living: tokens as the style sheet has them, components from the templates pages use."""
