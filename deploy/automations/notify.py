"""An example: tell a chat or mail gateway when pay-linkage needs somebody.

``python deploy/automations/notify.py URL`` on a machine whose PREFECT_API_URL is the server's. It makes (or renews) an
automation that posts ``{"text": …}`` to the webhook at URL when a publication waits for its approval, when inputs are
late, and when a flow has failed. Events name runs, stores, paths and problem codes, never a person or an amount of one.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from uuid import UUID

from prefect.automations import Automation
from prefect.blocks.notifications import CustomWebhookNotificationBlock
from prefect.client.orchestration import get_client
from prefect.events.actions import SendNotification
from prefect.events.schemas.automations import EventTrigger, Posture

NAME = "pay-linkage: somebody is needed"
EVENTS = {"pay-linkage.approval-needed", "pay-linkage.inputs-awaited", "pay-linkage.failed"}


def automation(webhook: UUID) -> Automation:
    """The automation that posts to the webhook block."""
    trigger = EventTrigger(expect=EVENTS, posture=Posture.Reactive, threshold=1, within=timedelta(0))
    body = "{{ event.event }} · {{ event.resource.id }} · {{ event.payload }}"
    action = SendNotification(block_document_id=webhook, subject=NAME, body=body)
    return Automation(name=NAME, trigger=trigger, actions=[action])


def main() -> None:
    """Make the webhook block and the automation; an automation of the same name is replaced."""
    block = CustomWebhookNotificationBlock(name=NAME, url=sys.argv[1], json_data={"text": "{{subject}}: {{body}}"})
    webhook = block.save("pay-linkage-notify", overwrite=True)
    with get_client(sync_client=True) as client:
        for old in client.read_automations_by_name(NAME):
            client.delete_automation(old.id)
    automation(webhook).create()


if __name__ == "__main__":
    main()
