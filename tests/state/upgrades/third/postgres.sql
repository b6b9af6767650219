--
-- PostgreSQL database dump
--


-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: dbos; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA dbos;


--
-- Name: enqueue_workflow(text, text, json[], json, text, text, text, text, bigint, bigint, text, integer, text, text, text, bigint, text); Type: FUNCTION; Schema: dbos; Owner: -
--

CREATE FUNCTION dbos.enqueue_workflow(workflow_name text, queue_name text, positional_args json[] DEFAULT ARRAY[]::json[], named_args json DEFAULT '{}'::json, class_name text DEFAULT NULL::text, config_name text DEFAULT NULL::text, workflow_id text DEFAULT NULL::text, app_version text DEFAULT NULL::text, timeout_ms bigint DEFAULT NULL::bigint, deadline_epoch_ms bigint DEFAULT NULL::bigint, deduplication_id text DEFAULT NULL::text, priority integer DEFAULT NULL::integer, queue_partition_key text DEFAULT NULL::text, authenticated_user text DEFAULT NULL::text, authenticated_roles text DEFAULT NULL::text, delay_until_epoch_ms bigint DEFAULT NULL::bigint, application_name text DEFAULT NULL::text) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_workflow_id TEXT;
    v_serialized_inputs TEXT;
    v_owner_xid TEXT;
    v_now BIGINT;
    v_recovery_attempts INT4 := 0;
    v_priority INT4;
    v_status TEXT;
BEGIN

    -- Validate required parameters
    IF workflow_name IS NULL OR workflow_name = '' THEN
        RAISE EXCEPTION 'Workflow name cannot be null or empty';
    END IF;
    IF queue_name IS NULL OR queue_name = '' THEN
        RAISE EXCEPTION 'Queue name cannot be null or empty';
    END IF;
    IF named_args IS NOT NULL AND jsonb_typeof(named_args::jsonb) != 'object' THEN
        RAISE EXCEPTION 'Named args must be a JSON object';
    END IF;
    IF workflow_id IS NOT NULL AND workflow_id = '' THEN
        RAISE EXCEPTION 'Workflow ID cannot be an empty string if provided.';
    END IF;
    IF delay_until_epoch_ms IS NOT NULL AND delay_until_epoch_ms < 0 THEN
        RAISE EXCEPTION 'delay_until_epoch_ms must be >= 0';
    END IF;

    v_workflow_id := COALESCE(workflow_id, gen_random_uuid()::TEXT);
    v_owner_xid := gen_random_uuid()::TEXT;
    v_priority := COALESCE(priority, 0);
    v_serialized_inputs := json_build_object(
        'positionalArgs', positional_args,
        'namedArgs', named_args
    )::TEXT;
    v_now := EXTRACT(epoch FROM now()) * 1000;
    v_status := CASE WHEN delay_until_epoch_ms IS NULL THEN 'ENQUEUED' ELSE 'DELAYED' END;

    INSERT INTO "dbos".workflow_status (
        workflow_uuid, status,
        name, class_name, config_name,
        queue_name, deduplication_id, priority, queue_partition_key,
        application_version,
        created_at, updated_at, recovery_attempts,
        workflow_timeout_ms, workflow_deadline_epoch_ms,
        parent_workflow_id, owner_xid, serialization,
        authenticated_user, authenticated_roles,
        delay_until_epoch_ms, application_name
    ) VALUES (
        v_workflow_id, v_status,
        workflow_name, class_name, config_name,
        queue_name, deduplication_id, v_priority, queue_partition_key,
        app_version,
        v_now, v_now, v_recovery_attempts,
        timeout_ms, deadline_epoch_ms,
        NULL, v_owner_xid, 'portable_json',
        authenticated_user, authenticated_roles,
        delay_until_epoch_ms, application_name
    )
    ON CONFLICT (workflow_uuid)
    DO UPDATE SET
        updated_at = EXCLUDED.updated_at;

    INSERT INTO "dbos".workflow_input (
        workflow_uuid, inputs, retention_timestamp
    ) VALUES (
        v_workflow_id, v_serialized_inputs, v_now
    )
    ON CONFLICT (workflow_uuid) DO NOTHING;

    RETURN v_workflow_id;

EXCEPTION
    WHEN unique_violation THEN
        RAISE EXCEPTION 'DBOS queue duplicated'
            USING DETAIL = format('Workflow %s with queue %s and deduplication ID %s already exists', v_workflow_id, queue_name, deduplication_id),
                ERRCODE = 'unique_violation';
END;
$$;


--
-- Name: notifications_function(); Type: FUNCTION; Schema: dbos; Owner: -
--

CREATE FUNCTION dbos.notifications_function() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    payload text := NEW.destination_uuid || '::' || NEW.topic;
BEGIN
    PERFORM pg_notify('dbos_notifications_channel', payload);
    RETURN NEW;
END;
$$;


--
-- Name: send_message(text, json, text, text); Type: FUNCTION; Schema: dbos; Owner: -
--

CREATE FUNCTION dbos.send_message(destination_id text, message json, topic text DEFAULT NULL::text, message_id text DEFAULT NULL::text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_topic TEXT := COALESCE(topic, '__null__topic__');
    v_message_id TEXT := COALESCE(message_id, gen_random_uuid()::TEXT);
BEGIN
    INSERT INTO "dbos".notifications (
        destination_uuid, topic, message, message_uuid, serialization
    ) VALUES (
        destination_id, v_topic, message, v_message_id, 'portable_json'
    )
    ON CONFLICT (message_uuid) DO NOTHING;
EXCEPTION
    WHEN foreign_key_violation THEN
        RAISE EXCEPTION 'DBOS non-existent workflow'
            USING DETAIL = format('Destination workflow %s does not exist', destination_id),
                ERRCODE = 'foreign_key_violation';
END;
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: application_versions; Type: TABLE; Schema: dbos; Owner: -
--

CREATE TABLE dbos.application_versions (
    version_id text NOT NULL,
    version_name text NOT NULL,
    version_timestamp bigint DEFAULT ((EXTRACT(epoch FROM now()) * 1000.0))::bigint NOT NULL,
    created_at bigint DEFAULT ((EXTRACT(epoch FROM now()) * 1000.0))::bigint NOT NULL,
    application_name text
);


--
-- Name: dbos_migrations; Type: TABLE; Schema: dbos; Owner: -
--

CREATE TABLE dbos.dbos_migrations (
    version bigint NOT NULL
);


--
-- Name: event_dispatch_kv; Type: TABLE; Schema: dbos; Owner: -
--

CREATE TABLE dbos.event_dispatch_kv (
    service_name text NOT NULL,
    workflow_fn_name text NOT NULL,
    key text NOT NULL,
    value text,
    update_seq numeric(38,0),
    update_time numeric(38,15)
);


--
-- Name: notifications; Type: TABLE; Schema: dbos; Owner: -
--

CREATE TABLE dbos.notifications (
    message_uuid text DEFAULT gen_random_uuid() NOT NULL,
    destination_uuid text NOT NULL,
    topic text,
    message text NOT NULL,
    created_at_epoch_ms bigint DEFAULT ((EXTRACT(epoch FROM now()) * 1000.0))::bigint NOT NULL,
    serialization text,
    consumed boolean DEFAULT false NOT NULL,
    consumed_by_function_id integer
);


--
-- Name: operation_outputs; Type: TABLE; Schema: dbos; Owner: -
--

CREATE TABLE dbos.operation_outputs (
    workflow_uuid text NOT NULL,
    function_id integer NOT NULL,
    function_name text DEFAULT ''::text NOT NULL,
    output text,
    error text,
    child_workflow_id text,
    started_at_epoch_ms bigint,
    completed_at_epoch_ms bigint,
    serialization text,
    application_name text,
    retention_timestamp bigint DEFAULT ((EXTRACT(epoch FROM now()) * 1000.0))::bigint NOT NULL
);


--
-- Name: queues; Type: TABLE; Schema: dbos; Owner: -
--

CREATE TABLE dbos.queues (
    queue_id text DEFAULT (gen_random_uuid())::text NOT NULL,
    name text NOT NULL,
    concurrency integer,
    worker_concurrency integer,
    rate_limit_max integer,
    rate_limit_period_sec double precision,
    priority_enabled boolean DEFAULT false NOT NULL,
    partition_queue boolean DEFAULT false NOT NULL,
    polling_interval_sec double precision DEFAULT 1.0 NOT NULL,
    created_at bigint DEFAULT ((EXTRACT(epoch FROM now()) * 1000.0))::bigint NOT NULL,
    updated_at bigint DEFAULT ((EXTRACT(epoch FROM now()) * 1000.0))::bigint NOT NULL,
    application_name text,
    partition_concurrency integer,
    partition_worker_concurrency integer,
    partition_rate_limit_max integer,
    partition_rate_limit_period_sec double precision
);


--
-- Name: streams; Type: TABLE; Schema: dbos; Owner: -
--

CREATE TABLE dbos.streams (
    workflow_uuid text NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    "offset" integer NOT NULL,
    function_id integer DEFAULT 0 NOT NULL,
    serialization text
);


--
-- Name: workflow_events; Type: TABLE; Schema: dbos; Owner: -
--

CREATE TABLE dbos.workflow_events (
    workflow_uuid text NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    serialization text
);


--
-- Name: workflow_events_history; Type: TABLE; Schema: dbos; Owner: -
--

CREATE TABLE dbos.workflow_events_history (
    workflow_uuid text NOT NULL,
    function_id integer NOT NULL,
    key text NOT NULL,
    value text NOT NULL,
    serialization text
);


--
-- Name: workflow_input; Type: TABLE; Schema: dbos; Owner: -
--

CREATE TABLE dbos.workflow_input (
    workflow_uuid text NOT NULL,
    inputs text,
    retention_timestamp bigint DEFAULT ((EXTRACT(epoch FROM now()) * 1000.0))::bigint NOT NULL
);


--
-- Name: workflow_output; Type: TABLE; Schema: dbos; Owner: -
--

CREATE TABLE dbos.workflow_output (
    workflow_uuid text NOT NULL,
    output text,
    error text,
    retention_timestamp bigint DEFAULT ((EXTRACT(epoch FROM now()) * 1000.0))::bigint NOT NULL
);


--
-- Name: workflow_schedules; Type: TABLE; Schema: dbos; Owner: -
--

CREATE TABLE dbos.workflow_schedules (
    schedule_id text NOT NULL,
    schedule_name text NOT NULL,
    workflow_name text NOT NULL,
    workflow_class_name text,
    schedule text NOT NULL,
    status text DEFAULT 'ACTIVE'::text NOT NULL,
    context text NOT NULL,
    last_fired_at text,
    automatic_backfill boolean DEFAULT false NOT NULL,
    cron_timezone text,
    queue_name text,
    application_name text
);


--
-- Name: workflow_status; Type: TABLE; Schema: dbos; Owner: -
--

CREATE TABLE dbos.workflow_status (
    workflow_uuid text NOT NULL,
    status text,
    name text,
    authenticated_user text,
    assumed_role text,
    authenticated_roles text,
    request text,
    output text,
    error text,
    executor_id text,
    created_at bigint DEFAULT ((EXTRACT(epoch FROM now()) * 1000.0))::bigint NOT NULL,
    updated_at bigint DEFAULT ((EXTRACT(epoch FROM now()) * 1000.0))::bigint NOT NULL,
    application_version text,
    application_id text,
    class_name character varying(255) DEFAULT NULL::character varying,
    config_name character varying(255) DEFAULT NULL::character varying,
    recovery_attempts bigint DEFAULT 0,
    queue_name text,
    workflow_timeout_ms bigint,
    workflow_deadline_epoch_ms bigint,
    inputs text,
    started_at_epoch_ms bigint,
    deduplication_id text,
    priority integer DEFAULT 0 NOT NULL,
    queue_partition_key text,
    forked_from text,
    owner_xid text,
    parent_workflow_id text,
    serialization text,
    delay_until_epoch_ms bigint,
    was_forked_from boolean DEFAULT false NOT NULL,
    rate_limited boolean DEFAULT false NOT NULL,
    completed_at bigint,
    attributes jsonb,
    schedule_name text,
    debounce_deadline_epoch_ms bigint,
    is_debounced boolean DEFAULT false NOT NULL,
    application_name text,
    creator_xid text
);


--
-- Name: aliases; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.aliases (
    report text NOT NULL,
    name text NOT NULL,
    team text NOT NULL,
    item text NOT NULL,
    text text NOT NULL,
    by text NOT NULL,
    miss text NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: asked; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.asked (
    id integer NOT NULL,
    team text NOT NULL,
    item text NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: asked_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.asked_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: asked_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.asked_id_seq OWNED BY public.asked.id;


--
-- Name: briefbot_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.briefbot_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: channels; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.channels (
    team text NOT NULL,
    channel text NOT NULL,
    mode text NOT NULL,
    changed_by text NOT NULL,
    changed_at timestamp with time zone
);


--
-- Name: claims; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.claims (
    key text NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: decisions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.decisions (
    miss text NOT NULL,
    ruling text NOT NULL,
    by text NOT NULL,
    words text NOT NULL,
    item text NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: deliveries; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.deliveries (
    key text NOT NULL,
    team text NOT NULL,
    channel text NOT NULL,
    thread text NOT NULL,
    "user" text NOT NULL,
    message json NOT NULL,
    stage text NOT NULL,
    ts text NOT NULL,
    reason text NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: editions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.editions (
    key text NOT NULL,
    subscription text NOT NULL,
    day text NOT NULL,
    channel text NOT NULL,
    shown json NOT NULL,
    stage text NOT NULL,
    ts text NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: marks; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.marks (
    key text NOT NULL,
    mark text NOT NULL
);


--
-- Name: misses; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.misses (
    id integer NOT NULL,
    team text NOT NULL,
    channel text NOT NULL,
    "user" text NOT NULL,
    query text NOT NULL,
    heard text NOT NULL,
    for_editors boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    thread text DEFAULT ''::text NOT NULL,
    key text DEFAULT ''::text NOT NULL,
    told boolean DEFAULT false NOT NULL
);


--
-- Name: misses_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.misses_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: misses_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.misses_id_seq OWNED BY public.misses.id;


--
-- Name: news; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.news (
    number integer NOT NULL,
    kind text NOT NULL,
    item text NOT NULL,
    detail text NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: news_number_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.news_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: news_number_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.news_number_seq OWNED BY public.news.number;


--
-- Name: questions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.questions (
    key text NOT NULL,
    team text NOT NULL,
    channel text NOT NULL,
    ts text NOT NULL,
    thread text NOT NULL,
    reply_thread text NOT NULL,
    "user" text NOT NULL,
    text text NOT NULL,
    heard text NOT NULL,
    closed boolean NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: subscriptions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.subscriptions (
    id text NOT NULL,
    team text NOT NULL,
    channel text NOT NULL,
    "user" text NOT NULL,
    at text NOT NULL,
    weekdays json NOT NULL,
    zone text NOT NULL,
    topics json NOT NULL,
    parts json NOT NULL,
    even_if_empty boolean NOT NULL,
    next_due timestamp with time zone,
    paused_because text NOT NULL,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: threads; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.threads (
    team text NOT NULL,
    channel text NOT NULL,
    thread text NOT NULL,
    item text NOT NULL,
    query text NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: votes; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.votes (
    team text NOT NULL,
    channel text NOT NULL,
    message text NOT NULL,
    "user" text NOT NULL,
    item text NOT NULL,
    useful boolean NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: asked id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.asked ALTER COLUMN id SET DEFAULT nextval('public.asked_id_seq'::regclass);


--
-- Name: misses id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.misses ALTER COLUMN id SET DEFAULT nextval('public.misses_id_seq'::regclass);


--
-- Name: news number; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.news ALTER COLUMN number SET DEFAULT nextval('public.news_number_seq'::regclass);


--
-- Data for Name: application_versions; Type: TABLE DATA; Schema: dbos; Owner: -
--

INSERT INTO dbos.application_versions VALUES ('2d1980f8-224f-4c2c-a9bf-c326da4831f1', '1', 1795706824654, 1795706824654, 'briefbot');


--
-- Data for Name: dbos_migrations; Type: TABLE DATA; Schema: dbos; Owner: -
--

INSERT INTO dbos.dbos_migrations VALUES (125);


--
-- Data for Name: event_dispatch_kv; Type: TABLE DATA; Schema: dbos; Owner: -
--



--
-- Data for Name: notifications; Type: TABLE DATA; Schema: dbos; Owner: -
--



--
-- Data for Name: operation_outputs; Type: TABLE DATA; Schema: dbos; Owner: -
--

INSERT INTO dbos.operation_outputs VALUES ('reply:T0PLAY:C0GENERAL:1795424401.000100', 1, 'prepare', 'gASVCwAAAAAAAACMB3dhaXRpbmeULg==', NULL, NULL, 1480346825904, 1480346825912, 'py_pickle', 'briefbot', 1795706825914);
INSERT INTO dbos.operation_outputs VALUES ('reply:T0PLAY:C0GENERAL:1795424401.000100', 2, 'begin', 'gASVIAAAAAAAAABdlCiMD2FuIGVhcmxpZXIgYm9vdJRHQKMkylZwJCplLg==', NULL, NULL, 1480346825916, 1480346825917, 'py_pickle', 'briefbot', 1795706825918);
INSERT INTO dbos.operation_outputs VALUES ('reply:T0PLAY:C0GENERAL:1795424401.000100', 3, 'post', 'gASVIgAAAAAAAABdlCiMBlBvc3RlZJSMETE3OTU0MjQ0MDcuMDAwMTAwlGUu', NULL, NULL, 1480346825920, 1480346825925, 'py_pickle', 'briefbot', 1795706825926);
INSERT INTO dbos.operation_outputs VALUES ('reply:T0PLAY:C0GENERAL:1795424401.000100', 4, 'end', 'gASVCgAAAAAAAACMBnBvc3RlZJQu', NULL, NULL, 1480346825928, 1480346825932, 'py_pickle', 'briefbot', 1795706825933);
INSERT INTO dbos.operation_outputs VALUES ('reply:T0PLAY:C0GENERAL:1795424402.000100', 1, 'prepare', 'gASVCwAAAAAAAACMB3dhaXRpbmeULg==', NULL, NULL, 1480346827158, 1480346827165, 'py_pickle', 'briefbot', 1795706827166);
INSERT INTO dbos.operation_outputs VALUES ('reply:T0PLAY:C0GENERAL:1795424402.000100', 2, 'begin', 'gASVIAAAAAAAAABdlCiMD2FuIGVhcmxpZXIgYm9vdJRHQKMnS3gzsiNlLg==', NULL, NULL, 1480346827168, 1480346827170, 'py_pickle', 'briefbot', 1795706827171);
INSERT INTO dbos.operation_outputs VALUES ('reply:T0PLAY:C0GENERAL:1795424402.000100', 3, 'post', 'gASVGgAAAAAAAABdlCiMB1Vua25vd26UjAhodHRwXzUwMJRlLg==', NULL, NULL, 1480346827172, 1480346827174, 'py_pickle', 'briefbot', 1795706827175);
INSERT INTO dbos.operation_outputs VALUES ('reply:T0PLAY:C0GENERAL:1795424403.000100', 1, 'prepare', 'gASVCwAAAAAAAACMB3dhaXRpbmeULg==', NULL, NULL, 1480346828419, 1480346828426, 'py_pickle', 'briefbot', 1795706828428);
INSERT INTO dbos.operation_outputs VALUES ('reply:T0PLAY:C0GENERAL:1795424403.000100', 2, 'begin', 'gASVIAAAAAAAAABdlCiMD2FuIGVhcmxpZXIgYm9vdJRHQKMp0S/N8FtlLg==', NULL, NULL, 1480346828429, 1480346828431, 'py_pickle', 'briefbot', 1795706828432);
INSERT INTO dbos.operation_outputs VALUES ('reply:T0PLAY:C0GENERAL:1795424402.000100', 4, 'DBOS.sleep', '1.0', NULL, NULL, 1480346827177, 1480350427178, 'portable_json', 'briefbot', 1795706827179);


--
-- Data for Name: queues; Type: TABLE DATA; Schema: dbos; Owner: -
--

INSERT INTO dbos.queues VALUES ('5f3c3ec8-be9c-40f0-848b-ff28921084d5', 'replies', NULL, NULL, NULL, NULL, true, true, 0.2, 1795706824683, 1795706824673, 'briefbot', NULL, NULL, 1, 1.05);


--
-- Data for Name: streams; Type: TABLE DATA; Schema: dbos; Owner: -
--



--
-- Data for Name: workflow_events; Type: TABLE DATA; Schema: dbos; Owner: -
--



--
-- Data for Name: workflow_events_history; Type: TABLE DATA; Schema: dbos; Owner: -
--



--
-- Data for Name: workflow_input; Type: TABLE DATA; Schema: dbos; Owner: -
--

INSERT INTO dbos.workflow_input VALUES ('reply:T0PLAY:C0GENERAL:1795424401.000100', 'gASVRQAAAAAAAAB9lCiMBGFyZ3OUjChyZXBseTpUMFBMQVk6QzBHRU5FUkFMOjE3OTU0MjQ0MDEuMDAwMTAwlImGlIwGa3dhcmdzlH2UdS4=', 1795706824700);
INSERT INTO dbos.workflow_input VALUES ('reply:T0PLAY:C0GENERAL:1795424402.000100', 'gASVRQAAAAAAAAB9lCiMBGFyZ3OUjChyZXBseTpUMFBMQVk6QzBHRU5FUkFMOjE3OTU0MjQ0MDIuMDAwMTAwlImGlIwGa3dhcmdzlH2UdS4=', 1795706825964);
INSERT INTO dbos.workflow_input VALUES ('reply:T0PLAY:C0GENERAL:1795424403.000100', 'gASVRQAAAAAAAAB9lCiMBGFyZ3OUjChyZXBseTpUMFBMQVk6QzBHRU5FUkFMOjE3OTU0MjQ0MDMuMDAwMTAwlImGlIwGa3dhcmdzlH2UdS4=', 1795706827220);
INSERT INTO dbos.workflow_input VALUES ('reply:T0PLAY:C0GENERAL:1795424404.000100', 'gASVRQAAAAAAAAB9lCiMBGFyZ3OUjChyZXBseTpUMFBMQVk6QzBHRU5FUkFMOjE3OTU0MjQ0MDQuMDAwMTAwlImGlIwGa3dhcmdzlH2UdS4=', 1795706828437);


--
-- Data for Name: workflow_output; Type: TABLE DATA; Schema: dbos; Owner: -
--

INSERT INTO dbos.workflow_output VALUES ('reply:T0PLAY:C0GENERAL:1795424401.000100', 'gASVCgAAAAAAAACMBnBvc3RlZJQu', NULL, 1795706825938);


--
-- Data for Name: workflow_schedules; Type: TABLE DATA; Schema: dbos; Owner: -
--



--
-- Data for Name: workflow_status; Type: TABLE DATA; Schema: dbos; Owner: -
--

INSERT INTO dbos.workflow_status VALUES ('reply:T0PLAY:C0GENERAL:1795424401.000100', 'SUCCESS', 'deliver', NULL, NULL, NULL, NULL, NULL, NULL, 'executor-1', 1480346824700, 1480346825938, '1', '', NULL, NULL, 1, 'replies', NULL, NULL, NULL, 1480346825889, NULL, 0, 'C0GENERAL', NULL, NULL, NULL, 'py_pickle', NULL, false, true, 1480346825938, 'null', NULL, NULL, false, 'briefbot', '63dafd17-dea9-48f1-99b1-a3d18d86792b');
INSERT INTO dbos.workflow_status VALUES ('reply:T0PLAY:C0GENERAL:1795424402.000100', 'PENDING', 'deliver', NULL, NULL, NULL, NULL, NULL, NULL, 'executor-1', 1480346825964, 1480346827149, '1', '', NULL, NULL, 1, 'replies', NULL, NULL, NULL, 1480346827149, NULL, 0, 'C0GENERAL', NULL, '8342b80a-8f0c-4b37-bea3-a97f0cd84b7a', NULL, 'py_pickle', NULL, false, true, NULL, 'null', NULL, NULL, false, 'briefbot', '6320f803-7816-4c55-891b-6e73334e827c');
INSERT INTO dbos.workflow_status VALUES ('reply:T0PLAY:C0GENERAL:1795424403.000100', 'PENDING', 'deliver', NULL, NULL, NULL, NULL, NULL, NULL, 'executor-1', 1480346827220, 1480346828409, '1', '', NULL, NULL, 1, 'replies', NULL, NULL, NULL, 1480346828409, NULL, 0, 'C0GENERAL', NULL, 'f45984dc-0890-4ac7-9097-3cee2b19b9b2', NULL, 'py_pickle', NULL, false, true, NULL, 'null', NULL, NULL, false, 'briefbot', '4a5e68b6-b2e8-49c0-bb26-425be452fd6c');
INSERT INTO dbos.workflow_status VALUES ('reply:T0PLAY:C0GENERAL:1795424404.000100', 'ENQUEUED', 'deliver', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 1480346828437, 1480346828437, '1', '', NULL, NULL, 0, 'replies', NULL, NULL, NULL, NULL, NULL, 0, 'C0GENERAL', NULL, NULL, NULL, 'py_pickle', NULL, false, false, NULL, 'null', NULL, NULL, false, 'briefbot', '2c2c5698-3abb-4ef7-b614-62e4bd5e9919');


--
-- Data for Name: aliases; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.aliases VALUES ('us-pakistan-reengagement', 'ferry-tariffs', 'T0PLAY', 'us-pakistan-reengagement/china-factor', 'Ferry Tariffs', 'U0BILAL', 'm1', '2026-11-23 09:00:00+00');


--
-- Data for Name: asked; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.asked VALUES (1, 'T0PLAY', 'us-pakistan-reengagement/china-factor', '2026-11-23 09:00:00+00');


--
-- Data for Name: briefbot_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.briefbot_version VALUES ('0003');


--
-- Data for Name: channels; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.channels VALUES ('T0PLAY', 'C0GENERAL', 'questions', 'U0ANA', '2026-11-23 09:00:00.000005+00');


--
-- Data for Name: claims; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.claims VALUES ('press:T0PLAY:C0GENERAL:1795424409.000100:U0ANA:0:share:x', '2026-11-23 09:00:00+00');


--
-- Data for Name: decisions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.decisions VALUES ('2f7b1fa9f900', 'alias', 'U0BILAL', 'tacos', 'us-pakistan-reengagement/china-factor', '2026-11-23 09:00:00+00');
INSERT INTO public.decisions VALUES ('772cbe8e3ce6', 'not for us', 'U0BILAL', 'tacos', 'us-pakistan-reengagement/china-factor', '2026-11-23 09:00:00+00');
INSERT INTO public.decisions VALUES ('a6f02eae7836', 'answered elsewhere', 'U0BILAL', 'tacos', 'us-pakistan-reengagement/china-factor', '2026-11-23 09:00:00+00');


--
-- Data for Name: deliveries; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.deliveries VALUES ('thread:T0PLAY:C0GENERAL:posted', 'T0PLAY', 'C0GENERAL', '1795424401.000100', 'U0BILAL', '{}', 'posted', '1795424409.000100', 'is_archived', '2026-11-23 09:00:00+00');
INSERT INTO public.deliveries VALUES ('thread:T0PLAY:C0GENERAL:refused', 'T0PLAY', 'C0GENERAL', '1795424401.000100', 'U0BILAL', '{}', 'refused', '1795424409.000100', 'is_archived', '2026-11-23 09:00:00+00');
INSERT INTO public.deliveries VALUES ('thread:T0PLAY:C0GENERAL:unknown', 'T0PLAY', 'C0GENERAL', '1795424401.000100', 'U0BILAL', '{}', 'unknown', '1795424409.000100', 'is_archived', '2026-11-23 09:00:00+00');
INSERT INTO public.deliveries VALUES ('thread:T0PLAY:C0GENERAL:dropped', 'T0PLAY', 'C0GENERAL', '1795424401.000100', 'U0BILAL', '{}', 'dropped', '1795424409.000100', 'is_archived', '2026-11-23 09:00:00+00');
INSERT INTO public.deliveries VALUES ('digest:S1:2026-11-20', 'T0PLAY', 'C0GENERAL', '', 'U0ANA', '{}', 'posted', '1795424420.000100', '', '2026-11-20 09:00:00+00');
INSERT INTO public.deliveries VALUES ('digest:S1:2026-11-21', 'T0PLAY', 'C0GENERAL', '', 'U0ANA', '{}', 'unknown', '1795424421.000100', '', '2026-11-21 09:00:00+00');
INSERT INTO public.deliveries VALUES ('reply:T0PLAY:C0GENERAL:1795424401.000100', 'T0PLAY', 'C0GENERAL', '1795424401.000100', 'U0ANA', '{}', 'posted', '1795424407.000100', '', '2026-11-23 09:00:00+00');
INSERT INTO public.deliveries VALUES ('reply:T0PLAY:C0GENERAL:1795424402.000100', 'T0PLAY', 'C0GENERAL', '1795424402.000100', 'U0ANA', '{"text": "china 1795424402.000100 \u0686\u06cc\u0646 \u201c?\u201d", "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "china 1795424402.000100 \u0686\u06cc\u0646 \u201c?\u201d"}}]}', 'waiting', '', '', '2026-11-23 09:00:00+00');
INSERT INTO public.deliveries VALUES ('reply:T0PLAY:C0GENERAL:1795424403.000100', 'T0PLAY', 'C0GENERAL', '1795424403.000100', 'U0ANA', '{"text": "china 1795424403.000100 \u0686\u06cc\u0646 \u201c?\u201d", "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "china 1795424403.000100 \u0686\u06cc\u0646 \u201c?\u201d"}}]}', 'waiting', '', '', '2026-11-23 09:00:00+00');


--
-- Data for Name: editions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.editions VALUES ('digest:S1:2026-11-20', 'S1', '2026-11-20', 'C0GENERAL', '["section:us-pakistan-reengagement/china-factor", "change:20"]', 'posted', '1795424420.000100', '2026-11-20 09:00:00+00');
INSERT INTO public.editions VALUES ('digest:S1:2026-11-21', 'S1', '2026-11-21', 'C0GENERAL', '["section:us-pakistan-reengagement/china-factor", "change:21"]', 'unknown', '1795424421.000100', '2026-11-21 09:00:00+00');
INSERT INTO public.editions VALUES ('digest:S1:2026-11-23', 'S1', '2026-11-23', 'C0GENERAL', '[]', 'waiting', '', '2026-11-23 09:00:00+00');


--
-- Data for Name: marks; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.marks VALUES ('us-pakistan-reengagement', 'report');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement#title', 'US Reengagement with Pakistan: Ideas for Reviving an Important Relationship');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement#dates', '2022, to be reviewed by 31 December 2024');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement#names', 'pakistan
pakistan report
pakistan paper
pakistan policy report
pakistan policy paper
us pakistan
us pakistan report
us pakistan relations
us pakistan relationship
us pakistan ties
us pakistan policy
pakistan us relations
pak us relations
american pakistani relations
america and pakistan
bilateral relations
reengagement
re-engagement
us reengagement
reengagement with pakistan
reengagement report
reviving an important relationship');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/introduction', '0307f5d111941691');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/introduction#title', 'Introduction');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/introduction#summary', '11ecbd83e879c3c0');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/introduction#points', '03b733b4777e17e9');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/introduction#names', 'us pakistan history
history of the relationship
history of relations
past relations
turbulent past
cold war history
alliance history
highs and lows
ups and downs
high points
low points
golden age
rocky relationship
love-hate relationship
eisenhower
dwight eisenhower
reagan
ronald reagan
trump
donald trump
trump quote
trump statement
us presidents
most allied ally
is pakistan an ally
friend or foe
frenemies
lies and deceit
trump tweet
liars
safe haven
terrorist sanctuary
harboring terrorists
hiding terrorists
33 billion
thirty-three billion
total us aid
how much aid
billions in aid
wasted aid
aid cutoff
stopping aid
failed incentives
why aid failed
does aid work
did aid work
buying loyalty
disappointed allies
dashed hopes
frustration with pakistan
containment of communism
communism
soviets
soviet union
post-2001 support
pakistan''s contribution
what pakistan did for america
lack of respect
unappreciated
national security paradigm
sore points
ike
start of the report
opening section
how the report opens
background
what aid achieved');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/introduction#fead349c9587d8b4', 'US aid to Pakistan, as President Trump put it: more than $33 billion (January 2018, over 15 years)');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/perspectives', '1c595c36688829a0');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/perspectives#title', 'Differing American and Pakistani Perspectives');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/perspectives#summary', '27259d9bc5b88e1c');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/perspectives#points', '15b2028c6d3c3de4');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/perspectives#names', 'perspectives
differing perspectives
viewpoints
points of view
misunderstandings
perceptions
narratives
parallel narratives
rival narratives
two narratives
both sides of the story
pakistani view
pakistani perspective
pakistan''s side
what pakistan wants
pakistan''s ambitions
american view
american perspective
us view of pakistan
fair weather friend
unreliable ally
fickle friend
betrayal
trust deficit
mistrust
distrust
why they disagree
blame game
who is to blame
whose fault
grievances
grudges
gripes
resentment
us grievances
american grievances
pakistani grievances
anti-americanism
anti-american sentiment
hate america
dislike of america
america''s image
abandonment
double game
two-faced
broken promises
commitments not kept
nuclear promise
secret nuclear program
jihad
jihadist terrorism
origins of terrorism
roots of terrorism
soviet withdrawal
regional power
regional dominance
indian influence
preeminent power
different enemies
half-hearted crackdown
burying the hatchet
differing views
lying about the bomb
broken nuclear promise
conditions for an alliance
pakistan''s demands
letting each other down');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/changing-circumstances', 'e90315063330c2e9');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/changing-circumstances#title', 'Changing Circumstances');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/changing-circumstances#summary', '83d7ae1da258210b');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/changing-circumstances#points', '7d5f0528bcee1d0d');
INSERT INTO public.marks VALUES ('us-pakistan-reengagement/changing-circumstances#names', 'what has changed
new circumstances
changes in the last decade
what is different now
recent shifts
geopolitics
opportune moment
window of opportunity
why now
why reengage now
right moment
us china rivalry
us china competition
peer rivalry
great power competition
superpower rivalry
new cold war
us closer to india
geostrategic competition
competition with russia
modest relationship
pragmatic relationship
sustainable relationship
lasting relationship
durable ties
long-term relationship
exaggerated expectations
managing expectations
lower expectations
unrealistic hopes
expecting too much
modest goals
public opinion
popular opinion
voters
public mood
opinion polls
elite attitudes
attitudes toward india
pakistani opinion of india
strategic calculus
security environment
limits of us influence
can america change pakistan
limited influence
threat perception
constraints on relations
blowback
backfired
lessons from afghanistan
lessons pakistan learned
learning from mistakes
support for militancy in kashmir
peace in afghanistan
afghan people
suffering afghans
helping afghans
afghan humanitarian crisis
divergent views on china
disagreement over china
reset
resetting ties
good time to rebuild
compared to ten years ago
agree to disagree on afghanistan');
INSERT INTO public.marks VALUES ('#all', 'a763299b8c4e2efebe00fab813f5b88d');


--
-- Data for Name: misses; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.misses VALUES (2, 'T0PLAY', 'C0GENERAL', 'U0BILAL', 'ferry 	tariffs', 'slash command', false, '2026-11-23 09:00:00+00', '', '772cbe8e3ce6', false);
INSERT INTO public.misses VALUES (3, 'T0PLAY', 'C0GENERAL', 'U0BILAL', '', 'slash command', false, '2026-11-23 09:00:00+00', '', 'a6f02eae7836', false);
INSERT INTO public.misses VALUES (1, 'T0PLAY', 'C0GENERAL', 'U0ANA', 'tacos  now', 'slash command', true, '2026-11-23 09:00:00+00', '', '2f7b1fa9f900', false);


--
-- Data for Name: news; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.news VALUES (1, 'new section', 'us-pakistan-reengagement/changing-circumstances', '', '2026-11-23 09:00:00+00');


--
-- Data for Name: questions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.questions VALUES ('reply:T0PLAY:C0GENERAL:1795424402.000100', 'T0PLAY', 'C0GENERAL', '1795424402.000100', '', '1795424402.000100', 'U0ANA', 'china 1795424402.000100 چین “?”', 'mention', false, '2026-11-23 09:00:00+00');
INSERT INTO public.questions VALUES ('reply:T0PLAY:C0GENERAL:1795424403.000100', 'T0PLAY', 'C0GENERAL', '1795424403.000100', '', '1795424403.000100', 'U0ANA', 'china 1795424403.000100 چین “?”', 'mention', false, '2026-11-23 09:00:00+00');
INSERT INTO public.questions VALUES ('reply:T0PLAY:C0GENERAL:1795424404.000100', 'T0PLAY', 'C0GENERAL', '1795424404.000100', '', '1795424404.000100', 'U0ANA', 'china 1795424404.000100 چین “?”', 'mention', false, '2026-11-23 09:00:00+00');
INSERT INTO public.questions VALUES ('reply:T0PLAY:D0ANA:1795424405.000100', 'T0PLAY', 'D0ANA', '1795424405.000100', '', '', 'U0ANA', 'china 1795424405.000100 چین “?”', 'direct message', false, '2026-11-23 09:00:00+00');
INSERT INTO public.questions VALUES ('reply:T0PLAY:C0GENERAL:1795424406.000100', 'T0PLAY', 'C0GENERAL', '1795424406.000100', '', '1795424406.000100', '', '', 'mention', true, '2026-11-23 09:00:00+00');
INSERT INTO public.questions VALUES ('reply:T0PLAY:C0GENERAL:1795424401.000100', 'T0PLAY', 'C0GENERAL', '1795424401.000100', '', '1795424401.000100', '', '', 'mention', true, '2026-11-23 09:00:00+00');


--
-- Data for Name: subscriptions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.subscriptions VALUES ('S2', 'T0PLAY', 'D0ANA', 'U0BILAL', '09:00', '[0, 2, 4]', 'Europe/London', '[]', '["asked", "figure"]', true, NULL, '', '2026-11-23 09:00:00+00');
INSERT INTO public.subscriptions VALUES ('S1', 'T0PLAY', 'C0GENERAL', 'U0ANA', '09:00', '[0, 2, 4]', 'Europe/London', '["us-pakistan-reengagement/china-factor"]', '["asked", "changes", "figure", "recommendation", "section"]', false, '2026-11-25 09:00:00+00', '', '2026-11-23 09:00:00+00');


--
-- Data for Name: threads; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.threads VALUES ('T0PLAY', 'C0GENERAL', '1795424401.000100', 'us-pakistan-reengagement/china-factor', 'china', '2026-11-23 09:00:00+00');
INSERT INTO public.threads VALUES ('T0PLAY', 'D0ANA', '', 'us-pakistan-reengagement/china-factor', '', '2026-11-23 09:00:01+00');


--
-- Data for Name: votes; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.votes VALUES ('T0PLAY', 'C0GENERAL', '1795424409.000100', 'U0ANA', 'us-pakistan-reengagement/china-factor', true, '2026-11-23 09:00:00+00');
INSERT INTO public.votes VALUES ('T0PLAY', 'C0GENERAL', '1795424409.000100', 'U0BILAL', 'us-pakistan-reengagement/china-factor', false, '2026-11-23 09:00:00+00');


--
-- Name: asked_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.asked_id_seq', 1, true);


--
-- Name: misses_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.misses_id_seq', 3, true);


--
-- Name: news_number_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.news_number_seq', 1, true);


--
-- Name: application_versions application_versions_pkey; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.application_versions
    ADD CONSTRAINT application_versions_pkey PRIMARY KEY (version_id);


--
-- Name: application_versions application_versions_version_name_key; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.application_versions
    ADD CONSTRAINT application_versions_version_name_key UNIQUE (version_name);


--
-- Name: dbos_migrations dbos_migrations_pkey; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.dbos_migrations
    ADD CONSTRAINT dbos_migrations_pkey PRIMARY KEY (version);


--
-- Name: event_dispatch_kv event_dispatch_kv_pkey; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.event_dispatch_kv
    ADD CONSTRAINT event_dispatch_kv_pkey PRIMARY KEY (service_name, workflow_fn_name, key);


--
-- Name: notifications notifications_pkey; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.notifications
    ADD CONSTRAINT notifications_pkey PRIMARY KEY (message_uuid);


--
-- Name: operation_outputs operation_outputs_pkey; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.operation_outputs
    ADD CONSTRAINT operation_outputs_pkey PRIMARY KEY (workflow_uuid, function_id);


--
-- Name: queues queues_name_key; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.queues
    ADD CONSTRAINT queues_name_key UNIQUE (name);


--
-- Name: queues queues_pkey; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.queues
    ADD CONSTRAINT queues_pkey PRIMARY KEY (queue_id);


--
-- Name: streams streams_pkey; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.streams
    ADD CONSTRAINT streams_pkey PRIMARY KEY (workflow_uuid, key, "offset");


--
-- Name: workflow_events_history workflow_events_history_pkey; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.workflow_events_history
    ADD CONSTRAINT workflow_events_history_pkey PRIMARY KEY (workflow_uuid, function_id, key);


--
-- Name: workflow_events workflow_events_pkey; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.workflow_events
    ADD CONSTRAINT workflow_events_pkey PRIMARY KEY (workflow_uuid, key);


--
-- Name: workflow_input workflow_input_pkey; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.workflow_input
    ADD CONSTRAINT workflow_input_pkey PRIMARY KEY (workflow_uuid);


--
-- Name: workflow_output workflow_output_pkey; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.workflow_output
    ADD CONSTRAINT workflow_output_pkey PRIMARY KEY (workflow_uuid);


--
-- Name: workflow_schedules workflow_schedules_pkey; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.workflow_schedules
    ADD CONSTRAINT workflow_schedules_pkey PRIMARY KEY (schedule_id);


--
-- Name: workflow_schedules workflow_schedules_schedule_name_key; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.workflow_schedules
    ADD CONSTRAINT workflow_schedules_schedule_name_key UNIQUE (schedule_name);


--
-- Name: workflow_status workflow_status_pkey; Type: CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.workflow_status
    ADD CONSTRAINT workflow_status_pkey PRIMARY KEY (workflow_uuid);


--
-- Name: briefbot_version briefbot_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.briefbot_version
    ADD CONSTRAINT briefbot_version_pkc PRIMARY KEY (version_num);


--
-- Name: aliases pk_aliases; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.aliases
    ADD CONSTRAINT pk_aliases PRIMARY KEY (report, name);


--
-- Name: asked pk_asked; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.asked
    ADD CONSTRAINT pk_asked PRIMARY KEY (id);


--
-- Name: channels pk_channels; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.channels
    ADD CONSTRAINT pk_channels PRIMARY KEY (team, channel);


--
-- Name: claims pk_claims; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.claims
    ADD CONSTRAINT pk_claims PRIMARY KEY (key);


--
-- Name: decisions pk_decisions; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.decisions
    ADD CONSTRAINT pk_decisions PRIMARY KEY (miss);


--
-- Name: deliveries pk_deliveries; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT pk_deliveries PRIMARY KEY (key);


--
-- Name: editions pk_editions; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.editions
    ADD CONSTRAINT pk_editions PRIMARY KEY (key);


--
-- Name: marks pk_marks; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.marks
    ADD CONSTRAINT pk_marks PRIMARY KEY (key);


--
-- Name: misses pk_misses; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.misses
    ADD CONSTRAINT pk_misses PRIMARY KEY (id);


--
-- Name: news pk_news; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.news
    ADD CONSTRAINT pk_news PRIMARY KEY (number);


--
-- Name: questions pk_questions; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.questions
    ADD CONSTRAINT pk_questions PRIMARY KEY (key);


--
-- Name: subscriptions pk_subscriptions; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.subscriptions
    ADD CONSTRAINT pk_subscriptions PRIMARY KEY (id);


--
-- Name: threads pk_threads; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.threads
    ADD CONSTRAINT pk_threads PRIMARY KEY (team, channel, thread);


--
-- Name: votes pk_votes; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.votes
    ADD CONSTRAINT pk_votes PRIMARY KEY (team, channel, message, "user");


--
-- Name: idx_application_versions_owner_timestamp; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_application_versions_owner_timestamp ON dbos.application_versions USING btree (application_name, version_timestamp DESC);


--
-- Name: idx_application_versions_timestamp; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_application_versions_timestamp ON dbos.application_versions USING btree (version_timestamp DESC);


--
-- Name: idx_operation_outputs_completed_at_function_name_v2; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_operation_outputs_completed_at_function_name_v2 ON dbos.operation_outputs USING btree (completed_at_epoch_ms, function_name) INCLUDE (application_name);


--
-- Name: idx_operation_outputs_retention; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_operation_outputs_retention ON dbos.operation_outputs USING btree (retention_timestamp);


--
-- Name: idx_workflow_input_retention; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_input_retention ON dbos.workflow_input USING btree (retention_timestamp);


--
-- Name: idx_workflow_output_retention; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_output_retention ON dbos.workflow_output USING btree (retention_timestamp);


--
-- Name: idx_workflow_status_attributes; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_status_attributes ON dbos.workflow_status USING gin (attributes) WHERE (attributes IS NOT NULL);


--
-- Name: idx_workflow_status_completed_at; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_status_completed_at ON dbos.workflow_status USING btree (completed_at) WHERE (completed_at IS NOT NULL);


--
-- Name: idx_workflow_status_deadline; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_status_deadline ON dbos.workflow_status USING btree (workflow_deadline_epoch_ms) WHERE ((status = ANY (ARRAY['ENQUEUED'::text, 'PENDING'::text, 'DELAYED'::text])) AND (workflow_deadline_epoch_ms IS NOT NULL));


--
-- Name: idx_workflow_status_delayed; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_status_delayed ON dbos.workflow_status USING btree (delay_until_epoch_ms) WHERE (status = 'DELAYED'::text);


--
-- Name: idx_workflow_status_failed; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_status_failed ON dbos.workflow_status USING btree (status, created_at) WHERE (status = ANY (ARRAY['ERROR'::text, 'CANCELLED'::text, 'MAX_RECOVERY_ATTEMPTS_EXCEEDED'::text]));


--
-- Name: idx_workflow_status_forked_from; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_status_forked_from ON dbos.workflow_status USING btree (forked_from) WHERE (forked_from IS NOT NULL);


--
-- Name: idx_workflow_status_in_flight_v2; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_status_in_flight_v2 ON dbos.workflow_status USING btree (queue_name, status, priority, created_at) INCLUDE (application_name) WHERE (status = ANY (ARRAY['ENQUEUED'::text, 'PENDING'::text]));


--
-- Name: idx_workflow_status_parent_workflow_id; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_status_parent_workflow_id ON dbos.workflow_status USING btree (parent_workflow_id) WHERE (parent_workflow_id IS NOT NULL);


--
-- Name: idx_workflow_status_partition_dequeue_v3; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_status_partition_dequeue_v3 ON dbos.workflow_status USING btree (queue_name, status, queue_partition_key, priority, created_at, workflow_uuid) INCLUDE (application_name) WHERE ((status = ANY (ARRAY['ENQUEUED'::text, 'PENDING'::text])) AND (queue_partition_key IS NOT NULL));


--
-- Name: idx_workflow_status_pending; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_status_pending ON dbos.workflow_status USING btree (created_at) WHERE (status = 'PENDING'::text);


--
-- Name: idx_workflow_status_rate_limited; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_status_rate_limited ON dbos.workflow_status USING btree (queue_name, started_at_epoch_ms) WHERE (rate_limited = true);


--
-- Name: idx_workflow_status_schedule_name; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_status_schedule_name ON dbos.workflow_status USING btree (schedule_name) WHERE (schedule_name IS NOT NULL);


--
-- Name: idx_workflow_status_started_at; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_status_started_at ON dbos.workflow_status USING btree (started_at_epoch_ms) WHERE (started_at_epoch_ms IS NOT NULL);


--
-- Name: idx_workflow_topic; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX idx_workflow_topic ON dbos.notifications USING btree (destination_uuid, topic);


--
-- Name: uq_application_versions_owner_version; Type: INDEX; Schema: dbos; Owner: -
--

CREATE UNIQUE INDEX uq_application_versions_owner_version ON dbos.application_versions USING btree (application_name, version_name) WHERE (application_name IS NOT NULL);


--
-- Name: uq_application_versions_unclaimed_version; Type: INDEX; Schema: dbos; Owner: -
--

CREATE UNIQUE INDEX uq_application_versions_unclaimed_version ON dbos.application_versions USING btree (version_name) WHERE (application_name IS NULL);


--
-- Name: uq_workflow_status_dedup_id; Type: INDEX; Schema: dbos; Owner: -
--

CREATE UNIQUE INDEX uq_workflow_status_dedup_id ON dbos.workflow_status USING btree (queue_name, deduplication_id) WHERE (deduplication_id IS NOT NULL);


--
-- Name: workflow_status_created_at_index; Type: INDEX; Schema: dbos; Owner: -
--

CREATE INDEX workflow_status_created_at_index ON dbos.workflow_status USING btree (created_at);


--
-- Name: ix_asked_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_asked_at ON public.asked USING btree (at);


--
-- Name: ix_claims_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_claims_at ON public.claims USING btree (at);


--
-- Name: ix_decisions_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_decisions_at ON public.decisions USING btree (at);


--
-- Name: ix_deliveries_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_deliveries_at ON public.deliveries USING btree (at);


--
-- Name: ix_deliveries_stage; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_deliveries_stage ON public.deliveries USING btree (stage);


--
-- Name: ix_editions_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_editions_at ON public.editions USING btree (at);


--
-- Name: ix_editions_stage; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_editions_stage ON public.editions USING btree (stage);


--
-- Name: ix_editions_subscription; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_editions_subscription ON public.editions USING btree (subscription);


--
-- Name: ix_misses_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_misses_at ON public.misses USING btree (at);


--
-- Name: ix_misses_key; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_misses_key ON public.misses USING btree (key);


--
-- Name: ix_misses_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_misses_user ON public.misses USING btree ("user");


--
-- Name: ix_news_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_news_at ON public.news USING btree (at);


--
-- Name: ix_questions_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_questions_at ON public.questions USING btree (at);


--
-- Name: ix_questions_closed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_questions_closed ON public.questions USING btree (closed);


--
-- Name: ix_questions_team_channel_reply_thread; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_questions_team_channel_reply_thread ON public.questions USING btree (team, channel, reply_thread);


--
-- Name: ix_subscriptions_next_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_subscriptions_next_due ON public.subscriptions USING btree (next_due);


--
-- Name: ix_subscriptions_team_channel; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_subscriptions_team_channel ON public.subscriptions USING btree (team, channel);


--
-- Name: ix_subscriptions_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_subscriptions_user ON public.subscriptions USING btree ("user");


--
-- Name: ix_threads_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_threads_at ON public.threads USING btree (at);


--
-- Name: ix_votes_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_votes_at ON public.votes USING btree (at);


--
-- Name: notifications dbos_notifications_trigger; Type: TRIGGER; Schema: dbos; Owner: -
--

CREATE TRIGGER dbos_notifications_trigger AFTER INSERT ON dbos.notifications FOR EACH ROW EXECUTE FUNCTION dbos.notifications_function();


--
-- Name: notifications notifications_destination_uuid_fkey; Type: FK CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.notifications
    ADD CONSTRAINT notifications_destination_uuid_fkey FOREIGN KEY (destination_uuid) REFERENCES dbos.workflow_status(workflow_uuid) ON UPDATE CASCADE ON DELETE CASCADE;


--
-- Name: streams streams_workflow_uuid_fkey; Type: FK CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.streams
    ADD CONSTRAINT streams_workflow_uuid_fkey FOREIGN KEY (workflow_uuid) REFERENCES dbos.workflow_status(workflow_uuid) ON UPDATE CASCADE ON DELETE CASCADE;


--
-- Name: workflow_events_history workflow_events_history_workflow_uuid_fkey; Type: FK CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.workflow_events_history
    ADD CONSTRAINT workflow_events_history_workflow_uuid_fkey FOREIGN KEY (workflow_uuid) REFERENCES dbos.workflow_status(workflow_uuid) ON UPDATE CASCADE ON DELETE CASCADE;


--
-- Name: workflow_events workflow_events_workflow_uuid_fkey; Type: FK CONSTRAINT; Schema: dbos; Owner: -
--

ALTER TABLE ONLY dbos.workflow_events
    ADD CONSTRAINT workflow_events_workflow_uuid_fkey FOREIGN KEY (workflow_uuid) REFERENCES dbos.workflow_status(workflow_uuid) ON UPDATE CASCADE ON DELETE CASCADE;


--
-- PostgreSQL database dump complete
--


