"""The parts of the screen 网格: tree, board, card, the dialogs that divide and name a member."""
