"""Rasa's action protocol, from the side that is called: what an action gets and gives back.

The words are those of Rasa's SDK, so that who knows it knows this. Source: Rasa 3.6, "Action
Server" (`rasa.com/docs/rasa/pages/action-server-api`).
"""
