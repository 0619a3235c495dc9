-- Which updates have a delivery that failed is asked often, and few have one.
CREATE INDEX delivery_failed ON delivery (event_id) WHERE status = 'failed';
CREATE INDEX main_app_delivery_failed ON main_app_delivery (event_id) WHERE status = 'failed';
